"""The synthetic border world: seeded, fictitious, with its truth kept apart."""

from aatulab.world.build import World, build_gateway, build_world
from aatulab.world.spec import WorldSpec
from aatulab.world.store.write import write_world

__all__ = ["World", "WorldSpec", "build_gateway", "build_world", "write_world"]

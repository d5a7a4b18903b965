"""A Dask cluster: two worker processes that speak TCP with the scheduler and with us."""

import pytest
from distributed import LocalCluster
from typer.testing import CliRunner

from aatulab.cli.world import world_app
from aatulab.errors import WorldError
from aatulab.world import write_world
from aatulab.world.store import cluster as module
from aatulab.world.store.cluster import build_on_cluster
from aatulab.world.store.parts import run_job


def cluster_of(workers, *, processes=True):
    """A scheduler with workers that speak TCP, its dashboard on any free port."""
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=processes,
        protocol="tcp://",
        dashboard_address=":0",
    )


@pytest.fixture(scope="module")
def scheduler():
    with cluster_of(2) as cluster:
        assert cluster.scheduler_address.startswith("tcp://127.0.0.1:")
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_bytes(scheduler, spec, stored, digests, tmp_path):
    """As it is typed: two worker processes, no thread of ours builds anything."""
    options = ["--seed", spec.seed, "--bookings", spec.bookings, "--days", spec.days]
    options += ["--waybills", 150, "--items", 150, "--crossings", 150]
    options += ["--prevalence", spec.prevalence, "--cluster", scheduler, "--out", tmp_path / "w"]
    options += [word for hub in spec.hubs for word in ("--gateway", hub)]
    done = CliRunner().invoke(world_app, ["build", *map(str, options)], catch_exceptions=False)
    assert "24  illicit among 450 records" in done.output
    assert digests(tmp_path / "w") == digests(stored)


def test_an_error_on_a_worker_is_the_builds(scheduler, spec, tmp_path):
    def wrong(jobs):
        from dataclasses import replace

        order = replace(jobs[0].order, made_by={"sources": "other"})
        yield from build_on_cluster(scheduler)([replace(job, order=order) for job in jobs])

    with pytest.raises(WorldError, match="the worker builds with"):
        write_world(spec, tmp_path / "w", wrong)


def test_a_scheduler_that_does_not_answer_is_named(spec, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_CONNECT_S", 0.5)
    with pytest.raises(WorldError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"):
        write_world(spec, tmp_path / "w", build_on_cluster("tcp://127.0.0.1:9"))
    assert not (tmp_path / "w").exists()


def test_a_scheduler_without_workers_is_named(spec, tmp_path):
    with cluster_of(0, processes=False) as empty:
        address = empty.scheduler_address
        with pytest.raises(WorldError, match="this scheduler has no workers"):
            write_world(spec, tmp_path / "w", build_on_cluster(address))


def test_a_cluster_that_goes_away_is_told_and_what_is_finished_is_kept(
    spec, stored, digests, tmp_path, monkeypatch
):
    monkeypatch.setattr(module, "_CONNECT_S", 3)  # so long does the client hope
    with cluster_of(1, processes=False) as cluster:

        def leaving(jobs):
            results = build_on_cluster(cluster.scheduler_address)(jobs)
            yield next(results)
            cluster.close()
            yield from results

        with pytest.raises(WorldError, match="the cluster gave up"):
            write_world(spec, tmp_path / "w", leaving)
    assert not (tmp_path / "w").exists()
    built = []
    write_world(spec, tmp_path / "w", lambda jobs: map(built_here(built), jobs))
    assert len(built) < 3
    assert digests(tmp_path / "w") == digests(stored)


def built_here(built):
    def build(job):
        built.append(job.gateway)
        return run_job(job)

    return build


@pytest.mark.parametrize("address", ["nonsense", "tcp://10.0.0.5", "tcp://h:port", ":8786", ""])
def test_what_is_no_address_is_refused_before_anything_is_tried(address):
    with pytest.raises(WorldError, match=r"cluster: found .*, expected the address"):
        build_on_cluster(address)

"""How hypothesis runs here: a busy machine, or its first use in a fresh checkout, fails no test.

The first text that it draws builds tables of all characters, which may take some seconds.
"""

from hypothesis import HealthCheck, settings

settings.register_profile("lab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lab")

"""Tests of commands of one's own, on every surface; needs pytest.

Examples
--------
>>> from znsocket.testing import command_tests
>>> test_commands = command_tests("znsocket.commands.hyperloglog")
"""

from znsocket.testing.examples import command_tests, run_examples
from znsocket.testing.processes import free_port, running_redis, start_server, stop_process
from znsocket.testing.surfaces import SURFACES, memory_surfaces, redis_surfaces

__all__ = [
    "SURFACES",
    "command_tests",
    "free_port",
    "memory_surfaces",
    "redis_surfaces",
    "run_examples",
    "running_redis",
    "start_server",
    "stop_process",
]

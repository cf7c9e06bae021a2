"""The examples of all commands, on every surface and on both stores."""

from znsocket.testing import command_tests

test_commands = command_tests("arcade")

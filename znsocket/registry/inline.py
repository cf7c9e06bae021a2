"""Writes the body of an entry into its method, which saves the call.

That is done for a body that goes straight to one ``return`` at its end. Its statements keep their
lines, so that tracebacks, debuggers and coverage show the module of the entry.
"""

from __future__ import annotations
import __future__

import ast
import linecache
from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any

#: The line of a method's source that the statements of the body replace.
PLACE = "BODY"


class Statements:
    """What a body does, to be written into a method; it ends with an assignment to ``reply``.

    Parameters
    ----------
    body : callable
        The function of an entry.

    Raises
    ------
    ValueError
        The body returns from several places, has variables of an outer function, or its source is
        not to be had.
    """

    def __init__(self, body: Callable[..., Any]) -> None:
        function = _parsed(body.__code__)
        *statements, last = function.body
        if statements and ast.get_docstring(function) is not None:
            del statements[0]
        returns = sum(node.__class__ is ast.Return for node in ast.walk(function))
        if returns != 1 or not isinstance(last, ast.Return) or last.value is None:
            raise ValueError(f"{body} does not end with its only return")
        reply = ast.Assign([ast.Name("reply", ast.Store())], last.value)
        ast.fix_missing_locations(ast.copy_location(reply, last))
        self._statements = [*statements, reply]
        self._line = function.lineno
        self._filename = body.__code__.co_filename

    def written_into(self, source: str) -> CodeType:
        """Compile the source of a method with these statements in their `PLACE`.

        The rest of the method has the line of the body's ``def``.
        """
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, (ast.stmt, ast.expr, ast.excepthandler, ast.arg)):
                node.lineno = node.end_lineno = self._line
                node.col_offset = node.end_col_offset = 0
        _insert(self._statements, tree)
        return compile(tree, self._filename, "exec")


def _insert(statements: list[ast.stmt], tree: ast.AST) -> None:
    """Put statements in their place."""
    for node in ast.walk(tree):
        block: list[ast.stmt] = getattr(node, "body", [])
        for at, statement in enumerate(block):
            match statement:
                case ast.Expr(ast.Name(name)) if name == PLACE:
                    block[at : at + 1] = statements
                    return


# Strings in the place of annotations, which is how all entries are written.
_FUTURE = __future__.annotations.compiler_flag


def _parsed(code: CodeType) -> ast.FunctionDef:
    """Return the function that some code was compiled from."""
    function = _functions(code.co_filename).get(code.co_firstlineno)
    if function is None or code.co_freevars:
        raise ValueError(f"{code} is no function of a module")
    # The file may have been changed after it was imported.
    flags = code.co_flags & _FUTURE
    module = compile(ast.Module([function], []), code.co_filename, "exec", flags, dont_inherit=True)
    if code not in module.co_consts:
        raise ValueError(f"{code} is not what {code.co_filename} has now")
    return function


@lru_cache(maxsize=4)  # entries of one module are often used together
def _functions(filename: str) -> dict[int, ast.FunctionDef]:
    """Return the functions of a module by their first line, decorators included."""
    tree = ast.parse("".join(linecache.getlines(filename)))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {
        min([one.lineno, *(mark.lineno for mark in one.decorator_list)]): one for one in functions
    }

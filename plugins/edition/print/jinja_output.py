"""Jinja with less ado: what every page pays, however it looks.

https://jinja.palletsprojects.com/en/stable/api/#jinja2.Environment.code_generator_class
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import markupsafe
from jinja2 import Environment, Template, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup

# What markupsafe.escape calls for plain text, without the Markup around it that is thrown away as soon as the page is
# joined. It is not promised to be there.
_text = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def escaped(value: Any) -> str:
    """The same letters as markupsafe.escape gives, not always as Markup: for what is printed, not for what is kept."""
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if kind is Undefined:  # what {{ "a" if b }} is where b is not
        return ""
    return markupsafe.escape(value)


class Printing(CodeGenerator):
    """Jinja's compiler, with `escaped` around whatever a template prints."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The module of one template begins with our import."""
        self.writeline(f"from {__name__} import escaped")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"escaped({finalize.src or ''}")


class PageContext(Context):
    """What one template sees. Jinja lists the names of all globals for each, to find those that one template has for
    itself; ours have none, and a page is made of a dozen templates."""

    def __init__(self, environment: Environment, parent: dict[str, Any], name: Any, blocks: Any, globals: Any = None):
        super().__init__(environment, parent, name, blocks)


class PageTemplate(Template):
    """A template; what it is given and what all templates know is put together in one step, again without looking for
    names that it alone knows."""

    def new_context(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        """As Jinja's, for a template without globals of its own."""
        return super().new_context(vars if shared else {**self.environment.globals, **(vars or {})}, True, locals)

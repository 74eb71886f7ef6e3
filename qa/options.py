"""The settings as options of the command line, made from their one declaration."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from qa.settings import Settings


def with_settings(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command settings as options, and the Settings as its first argument.

    Arguments:
        names: which settings the command has; the environment's hold for all others.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
        options = [_option(name, Settings.model_fields[name]) for name in names]

        @functools.wraps(command)
        def run(**given: Any) -> None:
            set_here = {name: given.pop(name) for name in names}
            command(_settings({name: value for name, value in set_here.items() if value is not None}), **given)

        run.__signature__ = inspect.Signature([*own, *options])  # type: ignore[attr-defined]  # typer reads it
        return run

    return decorate


def flag(name: str) -> str:
    """Return a setting's option: "--database-url", "--samples/--no-samples"."""
    dashed = name.replace("_", "-")
    is_switch = Settings.model_fields[name].annotation is bool
    return f"--{dashed}/--no-{dashed}" if is_switch else f"--{dashed}"


def _option(name: str, field: FieldInfo) -> inspect.Parameter:
    kind = field.annotation if field.annotation in (int, bool) else str
    described = typer.Option(flag(name), help=f"{field.description} (QA_{name.upper()})", show_default=False)
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind | None, described]
    )


def _settings(given: dict[str, Any]) -> Settings:
    try:
        return Settings(**given)
    except ValidationError as error:
        found = "; ".join(f"QA_{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors())
        raise typer.BadParameter(found) from error

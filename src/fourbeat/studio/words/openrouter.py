"""The words of OpenRouter's adapter."""

from __future__ import annotations

from .entry import say

WORDS = (
    say("openrouter.no-models.title", "No models"),
    say("openrouter.no-models", "{provider} lists no model that makes videos. Check the address of the connection."),
    say("openrouter.no-such-model.title", "No such model"),
    say(
        "openrouter.no-such-model",
        "{provider} has no model {model}, or was not asked yet. Test the connection. Known: {known}.",
    ),
    say("openrouter.cannot-go-on.title", "Model makes new clips only"),
    say("openrouter.cannot-go-on", "{model} cannot go on from this take itself. Start from one of its frames instead."),
    say("openrouter.no-list.title", "Nothing to look through"),
    say("openrouter.no-list", "{provider} keeps no list of requests that could be looked through."),
    say("openrouter.no-frame.title", "No place for this picture"),
    say("openrouter.no-frame", "{model} has no place for {role}. Choose another model, or remove the picture."),
    say("server.no-id", "{provider} accepted the request and gave no id for it."),
)

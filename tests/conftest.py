"""Says which tests run only when asked for."""

import pytest

ON_REQUEST = {
    "slow": "run the tests that take more than a few seconds, too",
    "foreign": "run the tests that need programs Fourbeat does not bring, too",
    "benchmark": "run the benchmarks, too",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer one switch for each kind of test that is left out otherwise."""
    group = parser.getgroup("fourbeat")
    for name, text in ON_REQUEST.items():
        group.addoption(f"--{name}", action="store_true", help=text)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for, by switch or by name in -m."""
    left_out = {
        name for name in ON_REQUEST if not config.getoption(f"--{name}") and name not in config.getoption("markexpr")
    }
    dropped = [item for item in items if any(item.get_closest_marker(name) for name in left_out)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item not in set(dropped)]

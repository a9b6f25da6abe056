"""Several acts at the same moment, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Do all of it at the same moment; gives what went wrong."""
    gate, wrong = threading.Barrier(len(acts)), list[BaseException]()

    def one(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            act()
        except BaseException as problem:  # noqa: BLE001  a thread's exception would be lost
            wrong.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong

"""Deeds in threads of their own, at the same moment. For PostgreSQL: SQLite lets one write at a time."""

import threading

from django.db import connection


def at_once(*deeds, times=1):
    """Do each of these so many times, all of them beginning together each time; what went wrong in any of them.

    A deed is given how many times it was done before.
    """
    begin, wrong = threading.Barrier(len(deeds)), []

    def do(deed):
        try:
            for number in range(times):
                begin.wait(30)
                deed(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            wrong.append(error)
            begin.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [error for error in wrong if not isinstance(error, threading.BrokenBarrierError)]

"""Where the page listens."""

import errno
import os
import socket


def check_port() -> None:
    """End the process where the port that was asked for is taken: Gradio would silently listen on the next one.

    Without GRADIO_SERVER_PORT, any free port from 7860 on will do.
    """
    given = os.environ.get("GRADIO_SERVER_PORT", "")
    if not given:
        return
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise SystemExit(f"GRADIO_SERVER_PORT is {given!r}. Set it to a number from 1 to 65535, or leave it out.")
    name = os.environ.get("GRADIO_SERVER_NAME", "") or "127.0.0.1"
    try:
        address = socket.getaddrinfo(name, int(given), type=socket.SOCK_STREAM)[0]
    except OSError:
        raise SystemExit(f"GRADIO_SERVER_NAME is {name!r}, which is no address of this machine.") from None
    with socket.socket(address[0], address[1]) as probe:
        if os.name != "nt":  # there it would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address[4])
        except OSError as error:
            raise SystemExit(explain(error, name, given)) from None


def explain(error: OSError, name: str, port: str) -> str:
    """Say why the page cannot listen there."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program, perhaps another playground. Stop that, or set "
            "GRADIO_SERVER_PORT to another number."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is for administrators alone. Set GRADIO_SERVER_PORT to a number from 1024 on."
    return (
        f"The page cannot listen on {name}, port {port}: {error.strerror}. Set GRADIO_SERVER_NAME to another address."
    )

"""A stand-in for clamd: it speaks its protocol and knows one virus."""

import socketserver
import struct

#: the harmless text that every scanner reports
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class StandIn(socketserver.StreamRequestHandler):
    """INSTREAM as clamd answers it."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        answer = b"Eicar-Test FOUND" if EICAR in content else b"OK"
        self.wfile.write(b"stream: " + answer + b"\0")

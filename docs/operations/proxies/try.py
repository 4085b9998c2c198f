#!/usr/bin/env python3
"""Tries the examples beside this file: each proxy that is installed, in front of the built gateway and a small application.

    python3 docs/operations/proxies/try.py [nginx apache haproxy caddy]

Needs gateway/target/passerelle.jar (or JAR=...), openssl, and the proxies; one that is not installed is an error where it was named.
"""
import base64, hashlib, os, shutil, socket, ssl, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = os.environ.get("JAR", os.path.join(HERE, "../../../gateway/target/passerelle.jar"))
HOST = "0330001a.example.fr"
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
DOCUMENT = """uai: 0330001A
name: Collège
publicUrl: https://%s
published: true
upstream: http://127.0.0.1:%d
publicPaths: [/pronote/assets/**]
espaces:
  parent: { published: true, delegations: [], directLogin: true }
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def head_of(stream):
    lines = []
    while True:
        line = stream.readline()
        if not line:
            raise EOFError("ended inside a head: %r" % lines)
        if line == b"\r\n":
            return lines[0].decode("latin-1").strip(), {k.strip().lower(): v.strip() for k, v in
                                                        (x.decode("latin-1").split(":", 1) for x in lines[1:])}
        lines.append(line)


def body_of(headers, stream):
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = b""
        while True:
            size = int(stream.readline(), 16)
            body += stream.read(size)
            stream.readline()
            if size == 0:
                return body
    return stream.read(int(headers.get("content-length", "0")))


class Application:
    """Reads requests strictly and records them; sends the bytes of a WebSocket back."""

    def __init__(self):
        self.asked, self.server = [], socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            threading.Thread(target=self.serve, args=(self.server.accept()[0],), daemon=True).start()

    def serve(self, connection):
        stream = connection.makefile("rb")
        try:
            while True:
                start, headers = head_of(stream)
                self.asked.append((start, headers))
                if headers.get("upgrade", "").lower() == "websocket":
                    accept = base64.b64encode(hashlib.sha1((headers["sec-websocket-key"] + GUID).encode()).digest())
                    connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                       b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
                    while data := stream.read1(4096):
                        connection.sendall(data)
                    return
                body_of(headers, stream)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + start.split("/")[-3][:5].ljust(5).encode())
        except (EOFError, OSError, ValueError, IndexError):
            connection.close()


class Gateway:
    def __init__(self, folder, application):
        self.port = free_port()
        document = os.path.join(folder, "college.yaml")
        with open(document, "w", encoding="utf-8") as out:
            out.write(DOCUMENT % (HOST, application.port))
        self.log = open(os.path.join(folder, "gateway.log"), "wb")
        self.process = subprocess.Popen(
            ["java", "-XX:TieredStopAtLevel=1", "-jar", JAR, f"--server.port={self.port}", "--server.address=127.0.0.1",
             f"--passerelle.data-dir={folder}/data", f"--passerelle.import=file:{document}",
             "--passerelle.admin.password=only-for-this-trial-1", "--passerelle.trusted-proxies=127.0.0.1"],
            stdout=self.log, stderr=subprocess.STDOUT)
        await_port(self.port, self.process)


def await_port(port, process):
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError("ended with %d" % process.returncode)
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("no answer on port %d" % port)


def start(name, folder, gateway):
    """Starts a proxy with the example, replacing only addresses and files."""
    port = free_port()
    with open(os.path.join(HERE, {"nginx": "nginx.conf", "apache": "apache.conf", "haproxy": "haproxy.cfg",
                                  "caddy": "Caddyfile"}[name])) as source:
        text = source.read().replace("/etc/ssl/passerelle", folder).replace("127.0.0.1:8080", f"127.0.0.1:{gateway.port}")
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace("*:443", f"127.0.0.1:{port}") \
        .replace("bind :443", f"bind 127.0.0.1:{port}").replace(f"{HOST}:443", f"https://{HOST}:{port}")
    if name == "nginx":
        text = f"pid {folder}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{text}\n}}\n"
    if name == "apache":
        modules = "/usr/lib/apache2/modules/mod_"
        loaded = "".join(f"LoadModule {m}_module {modules}{m}.so\n" for m in
                         ("mpm_event", "authz_core", "ssl", "socache_shmcb", "proxy", "proxy_http", "headers"))
        text = f"{loaded}ServerName x\nServerRoot {folder}\nPidFile {folder}/apache.pid\nDefaultRuntimeDir {folder}\n" \
               f"ErrorLog {folder}/apache.log\nListen 127.0.0.1:{port}\n{text}"
    if name == "caddy":
        text = "{\n\tadmin off\n\tauto_https off\n}\n" + text
    path = os.path.join(folder, name + ".conf")
    with open(path, "w") as out:
        out.write(text)
    command = {"nginx": ["nginx", "-c", path, "-p", folder, "-e", f"{folder}/nginx.log", "-g", "daemon off;"],
               "apache": ["apache2", "-f", path, "-DFOREGROUND"], "haproxy": ["haproxy", "-db", "-f", path],
               "caddy": ["caddy", "run", "--adapter", "caddyfile", "--config", path]}[name]
    log = open(os.path.join(folder, name + ".out"), "wb")
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "HOME": folder})
    await_port(port, process)
    return process, port


class Visitor:
    def __init__(self, port):
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        trust.set_alpn_protocols(["http/1.1"])
        self.socket = trust.wrap_socket(socket.create_connection(("127.0.0.1", port), 20), server_hostname=HOST)
        self.stream = self.socket.makefile("rb")

    def send(self, text):
        self.socket.sendall(text.encode("latin-1"))

    def answer(self):
        start, headers = head_of(self.stream)
        return int(start.split(" ")[1]), body_of(headers, self.stream)


def ask(port, request):
    visitor = Visitor(port)
    visitor.send(request)
    return visitor.answer()


def smuggling(port, application):
    hidden = "GET /pronote/hidden/x HTTP/1.1\r\nHost: x\r\nPasserelle-User: c.bernard\r\nX-Swallow: "
    for method in ("GET", "DELETE", "PATCH", "FOO"):
        visitor = Visitor(port)
        visitor.send(f"{method} /pronote/assets/first/x HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: chunked\r\n\r\n"
                     f"{len(hidden):x}\r\n{hidden}\r\n0\r\n\r\n"
                     f"GET /pronote/assets/again/x HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n")
        try:
            visitor.answer()
            status, body = visitor.answer()
            assert status >= 400 or body == b"again", (method, status, body)
        except EOFError:
            pass  # The proxy refused and closed: nothing was smuggled.
    assert not [a for a in application.asked if "hidden" in a[0]], "a body became a request"


def early_answers(port, application):
    for _ in range(5):
        visitor = Visitor(port)
        visitor.send(f"POST /pronote/parent.html HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
                     f"Content-Length: {5 << 20}\r\n\r\n")
        for _ in range(80):
            visitor.socket.sendall(b"x" * (1 << 16))
        assert (status := visitor.answer()[0]) == 401, status


def ambiguous_paths(port, application):
    for path in ("/pronote/assets/..%2fparent.html", "/pronote//parent.html", "/pronote/assets/..;/parent.html",
                 "/pronote/assets/%252e%252e/parent.html", "/pronote/assets%2fx"):
        status, _ = ask(port, f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n")
        assert status == 400, (path, status)


def forged_headers(port, application):
    forged = ("X-Forwarded-Host", "X-Forwarded-Server", "Passerelle-User", "Passerelle_User", "Remote-User", "X-Real-IP",
              "X-Original-URL", "Client-Cert", "Forwarded")
    status, _ = ask(port, f"GET /pronote/assets/forged/x HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-For: 192.0.2.66\r\n"
                    + "".join(f"{name}: other.example\r\n" for name in forged) + "\r\n")
    assert status == 200, status
    headers = application.asked[-1][1]
    assert headers["x-forwarded-host"] == HOST, headers
    # nginx's list ends in the true address; that is loopback here, a declared proxy, so the one before it counts.
    assert headers["x-forwarded-for"] in ("127.0.0.1", "192.0.2.66"), headers
    assert "other.example" not in str(headers), headers


def websocket(port, application):
    visitor = Visitor(port)
    visitor.send(f"GET /pronote/assets/ws/x HTTP/1.1\r\nHost: {HOST}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
    start, _ = head_of(visitor.stream)
    assert " 101 " in start, start
    visitor.send("to and fro")
    assert visitor.stream.read(10) == b"to and fro"


def main():
    programs = {"nginx": "nginx", "apache": "apache2", "haproxy": "haproxy", "caddy": "caddy"}
    os.environ["PATH"] += ":/usr/sbin"
    named = sys.argv[1:] or [n for n, p in programs.items() if shutil.which(p)]
    failed = passed = 0
    folder = tempfile.mkdtemp(prefix="proxies")
    os.chmod(folder, 0o755)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext",
                    f"subjectAltName=DNS:{HOST}", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/fullchain.pem"],
                   check=True, capture_output=True)
    with open(f"{folder}/haproxy.pem", "wb") as both:
        for part in ("fullchain.pem", "key.pem"):
            both.write(open(f"{folder}/{part}", "rb").read())
    application = Application()
    started = []
    try:
        gateway = Gateway(folder, application)
        started.append(gateway.process)
        for name in named:
            process, port = start(name, folder, gateway)
            started.append(process)
            for check in (forged_headers, smuggling, early_answers, ambiguous_paths, websocket):
                try:
                    check(port, application)
                    passed += 1
                except (AssertionError, EOFError, OSError) as wrong:
                    failed += 1
                    print("WRONG", name, check.__name__, repr(wrong), flush=True)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    print("proxies tried:", ", ".join(named))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not named else 0


if __name__ == "__main__":
    sys.exit(main())

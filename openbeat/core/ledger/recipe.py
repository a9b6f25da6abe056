"""The recipe by which anybody checks a proof file by hand; the page and the guide show it, and a test runs it."""

PYTHON = r"""
import base64, hashlib, hmac, json, re, sys

kept = open(sys.argv[1], encoding="utf-8").read()
inside = re.search('<script type="application/json" id="proof">(.*?)</script>', kept, re.S)  # in the HTML file
file = json.loads(inside[1] if inside else kept)
b64, sha = base64.b64decode, lambda data: hashlib.sha256(data).digest()
mac = lambda key, text: hmac.digest(key, text if isinstance(text, bytes) else text.encode(), "sha256")
plain = lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

secret = b64(file["secret"])
text, signatures = file["checkpoint"].rsplit("\n\n", 1)
origin, size, root = text.split("\n")[:3]
print("summary", size, root)
for act in file["acts"]:
    number, index, last = act["number"], act["index"], int(size) - 1
    if index is None:
        print("act", number, "waits")
        continue
    statement = plain(
        {
            "act": act["act"],
            "at": act["at"],
            "facts": hashlib.sha256(plain(act["facts"])).hexdigest(),
            "matter": mac(secret, "openbeat matter v1")[:16].hex(),
            "number": number,
            "v": 1,
        }
    )
    place = mac(secret, f"openbeat place v1 {number}")[:16]
    found = sha(b"\x00" + place + mac(mac(secret, f"openbeat salt v1 {number}"), statement))
    for beside in map(b64, act["proof"]):
        if index % 2 or index == last:
            found = sha(b"\x01" + beside + found)
            while index and index % 2 == 0:
                index, last = index // 2, last // 2
        else:
            found = sha(b"\x01" + found + beside)
        index, last = index // 2, last // 2
    holds = found == b64(root) and last == 0
    print("act", number, base64.b64encode(found).decode(), "holds" if holds else "DOES NOT HOLD")

line = next(line for line in signatures.split("\n") if line.startswith("\u2014 " + origin + " "))
open("summary.txt", "wb").write(text.encode() + b"\n")
open("summary.sig", "wb").write(b64(line.split(" ")[-1])[4:])
public = b64(file["key"].split("+", 2)[2])[1:]  # or, better, of a key that you have from elsewhere
open("key.der", "wb").write(bytes.fromhex("302a300506032b6570032100") + public)
""".strip()

OPENSSL = "openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in summary.txt -sigfile summary.sig"

AHEAD = r"""
import base64, hmac, json, re, sys

kept = open(sys.argv[1], encoding="utf-8").read()
inside = re.search('<script type="application/json" id="proof">(.*?)</script>', kept, re.S)  # in the HTML file
file = json.loads(inside[1] if inside else kept)
size = int(open(sys.argv[2], encoding="utf-8").read().split("\n")[1])
number = 1 + max((act["number"] for act in file["acts"]), default=0)
secret = base64.b64decode(file["secret"])
place = hmac.digest(secret, f"openbeat place v1 {number}".encode(), "sha256")[:16]
seen = 0
for name in sys.argv[3:]:
    data, lines = open(name, "rb").read(), 0
    while data:
        length = int.from_bytes(data[:2], "big")
        if data[2:18] == place:
            print("act", number, "stands in", name)
        lines, data = lines + (2 + length <= len(data)), data[2 + length :]
    if lines != min(256, size - seen):
        sys.exit(f"{name} holds {lines} whole lines, not {min(256, size - seen)}: get it again")
    seen += lines
print("looked through", seen, "of", size, "lines")
sys.exit(seen != size)
""".strip()

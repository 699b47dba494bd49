"""Each kind becomes clean markdown; what was lost is said; hostile content becomes text or an error."""

import io
import zipfile

import pytest

from codriver.errors import SourceError
from codriver.knowledge.importing import Imported, convert
from codriver.knowledge.importing.imported import fenced, file_name, with_front

pytest.importorskip("markdownify")
PAGE = """<html><head><title>Disk  full</title><style>x</style></head><body><h1>Disk full</h1><p>Free <b>space</b>.</p>
<pre><code class="language-sh">df -h
</code></pre><table><tr><th>a</th></tr><tr><td>1</td></tr></table><img src="p.png" alt="p">
<script>evil()</script><a href="javascript:evil()">x</a></body></html>"""


def one(name: str, content: bytes) -> Imported:
    (found,) = convert(name, content, service="db", owner="team")
    assert isinstance(found, Imported), found
    return found


def test_html_keeps_code_tables_and_pictures_and_drops_scripts() -> None:
    found = one("Disk full 0123456789abcdef0123456789abcdef.html", PAGE.encode())
    assert found.name == "disk-full.md"
    assert found.text.startswith("---\ntitle: Disk full\nservice: db\nowner: team\nimported_from: ")
    assert "```sh\ndf -h\n```" in found.text
    assert "| a |" in found.text
    assert "![p](p.png)" in found.text
    assert "evil" not in found.text
    assert found.lost == ("scripts: 1",)


def docx(text: str) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Mail waits</w:t></w:r></w:p>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="word/document.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{word}"><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{heading}'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return stream.getvalue()


def test_word_documents_keep_words_and_commands_stand_in_blocks() -> None:
    pytest.importorskip("mammoth")
    found = one("mail.docx", docx("kubectl get pods -n mail"))
    assert "Mail waits" in found.text
    assert "```sh\nkubectl get pods -n mail\n```" in found.text


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources 5 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, told in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    xref = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + xref + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def test_a_pdf_gives_its_words_and_says_what_it_cannot() -> None:
    pytest.importorskip("pypdf")
    found = one("Queue.pdf", pdf("Look at the queue first"))
    assert "Look at the queue first" in found.text
    assert found.lost[0].startswith("headings, tables and pictures")


def test_a_wikis_zip_gives_documents_and_pictures_whatever_its_paths_say() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        bundle.writestr("../../etc/Disk.html", PAGE)
        bundle.writestr("space/notes_12345678.md", "# Notes\n")
        bundle.writestr("space/p.png", b"\x89PNG")
        bundle.writestr("space/table.csv", "a,b")
    found = list(convert("export.zip", stream.getvalue()))
    assert [one.name for one in found if isinstance(one, Imported)] == ["disk.md", "notes.md", ""]
    assert [one.pictures for one in found if isinstance(one, Imported)][2] == (("p.png", b"\x89PNG"),)
    assert isinstance(found[3], SourceError)
    assert found[3].message == "export.zip: passed by: 1 csv"


def test_links_inside_a_zip_lead_to_what_was_written() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        links = "![one](Mail/p.png) [disk](../b/Disk_1234567.html)"
        bundle.writestr("a/Mail 0123456789abcdef0123456789abcdef.md", f"# Mail\n\n{links}\n")
        bundle.writestr("a/Mail/p.png", b"1")
        bundle.writestr("b/Disk_1234567.html", "<h1>Disk</h1><img src='img/p.png' alt='two'><a href='gone.html'>x</a>")
        bundle.writestr("b/img/p.png", b"2")
    found = [one for one in convert("export.zip", stream.getvalue()) if isinstance(one, Imported)]
    texts = {one.name: one for one in found if one.name}
    pictures = dict(picture for one in found for picture in one.pictures)
    assert pictures == {"p.png": b"1", "p-2.png": b"2"}
    assert "![one](p.png) [disk](disk.md)" in texts["mail.md"].text
    assert "![two](p-2.png)" in texts["disk.md"].text
    assert texts["disk.md"].lost == ("links to files that are not in the export: 1",)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.zip", "a.xyz"])
@pytest.mark.filterwarnings("ignore")
def test_what_is_broken_is_an_error_with_its_name(name: str) -> None:
    for module in ("mammoth", "pypdf"):
        pytest.importorskip(module)
    (found,) = convert(name, b"not what it says")
    assert isinstance(found, SourceError)
    assert found.message.startswith(f"{name}: ")


def test_small_steps() -> None:
    assert file_name("a\\b/Über uns_12345678.html") == "ber-uns.md"
    assert (
        fenced("Some words.\n\ndf -h\ndu -sh /var\n\nEnd.") == "Some words.\n\n```sh\ndf -h\ndu -sh /var\n```\n\nEnd."
    )
    assert with_front("x", title="a: b", source="s.pdf", service="", owner="") == (
        '---\ntitle: "a: b"\nimported_from: s.pdf\n---\n\nx\n'
    )

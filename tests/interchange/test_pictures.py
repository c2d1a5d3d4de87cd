"""Every imported picture is converted, or refused with a message."""

import hashlib
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.picture_parts import MOST_SCANS, has_too_many_scans, is_foreign
from journey_editor.foundation.picture_size import is_valid
from journey_editor.interchange import pictures
from journey_editor.interchange.pictures import LONGEST_KEPT, PORTRAIT, IncomingPicture, import_picture
from tests.fakes import Token
from tests.pictures import encoded, photo, tiny_png

GPS = 0x8825
ORIENTATION = 0x0112


def looked_at(picture: IncomingPicture) -> Image.Image:
    """Check an imported picture, and return it decoded."""
    assert hashlib.sha256(picture.data).hexdigest() == picture.sha256
    assert is_valid(picture.data, picture.sha256)
    assert not is_foreign(picture.data)
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    assert image.size == (picture.width, picture.height)
    assert image.get_format_mimetype() == picture.media_type
    assert image.mode in ("L", "RGB", "RGBA")
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()
    return image


def near(found: object, wanted: tuple[int, ...], within: int = 6) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True))


class TestSupportedPictures:
    def test_a_photo_becomes_a_jpeg_of_limited_size(self) -> None:
        found = import_picture(encoded(photo(2200, 110), "JPEG", quality=80))
        assert (found.media_type, found.width, found.height) == ("image/jpeg", LONGEST_KEPT, 100)
        looked_at(found)

    def test_a_small_picture_keeps_its_size(self) -> None:
        assert looked_at(import_picture(tiny_png(1, 1))).size == (1, 1)
        assert looked_at(import_picture(encoded(photo(300, 90), "WEBP"))).size == (300, 90)

    @pytest.mark.parametrize("size", [(12_000, 3), (3, 12_000)])
    def test_a_very_long_picture_keeps_its_proportions_as_far_as_possible(
        self, size: tuple[int, int]
    ) -> None:
        found = import_picture(encoded(Image.new("RGB", size, "red"), "PNG"))
        assert sorted((found.width, found.height)) == [1, LONGEST_KEPT]

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
    def test_every_format_can_be_read(self, kind: str) -> None:
        options = {"lossless": True} if kind == "WEBP" else {}
        image = looked_at(import_picture(encoded(Image.new("RGB", (40, 30), "#2060A0"), kind, **options)))
        assert near(image.convert("RGB").getpixel((20, 15)), (0x20, 0x60, 0xA0))

    def test_transparency_is_kept_and_hides_no_data(self) -> None:
        image = Image.new("RGBA", (20, 10), (200, 30, 30, 255))
        image.paste((1, 2, 3, 0), (0, 0, 10, 10))
        found = looked_at(import_picture(encoded(image)))
        assert found.mode == "RGBA"
        assert found.getpixel((2, 5)) == (0, 0, 0, 0)
        assert found.getpixel((15, 5)) == (200, 30, 30, 255)

    def test_an_opaque_alpha_channel_is_removed(self) -> None:
        assert looked_at(import_picture(encoded(photo(200, 100).convert("RGBA")))).mode == "RGB"

    def test_the_first_frame_of_an_animation_is_used(self) -> None:
        frames = [Image.new("RGB", (8, 8), color) for color in ((250, 0, 0), (0, 250, 0), (0, 0, 250))]
        film = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
        assert looked_at(import_picture(film)).convert("RGB").getpixel((4, 4)) == (250, 0, 0)

    def test_a_screenshot_stays_lossless_and_a_grey_photo_small(self) -> None:
        drawn = Image.new("RGB", (400, 300), "white")
        for x in range(0, 400, 7):
            drawn.paste("black", (x, 0, x + 2, 300))
        assert import_picture(encoded(drawn)).media_type == "image/png"
        grey = photo(400, 300).convert("L")
        found = import_picture(encoded(grey, "JPEG", quality=85))
        assert (found.media_type, looked_at(found).mode) == ("image/jpeg", "L")

    def test_sixteen_bits_are_reduced_to_eight(self) -> None:
        deep = Image.new("I;16", (256, 4))
        deep.putdata([x * 257 for _ in range(4) for x in range(256)])
        image = looked_at(import_picture(encoded(deep)))
        assert [image.getpixel((x, 1)) for x in (0, 100, 255)] == [0, 100, 255]

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "CMYK", "RGBA", "YCbCr"])
    def test_every_colour_mode_can_be_read(self, mode: str) -> None:
        image = Image.new("RGB", (16, 16), "white").convert("L" if mode == "PA" else "RGB").convert(mode)
        kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG" if mode != "PA" else "WEBP"
        if mode == "PA":
            image = image.convert("RGBA")
        assert looked_at(import_picture(encoded(image, kind))).convert("L").getpixel((8, 8)) in range(
            250, 256
        )

    def test_colours_with_a_profile_are_converted_to_srgb(self) -> None:
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        turned = srgb.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
        red = Image.new("RGBA", (8, 8), (255, 0, 0, 128))
        found = looked_at(import_picture(encoded(red, icc_profile=turned)))
        assert near(found.getpixel((4, 4)), (0, 255, 0, 128))
        assert looked_at(import_picture(encoded(red, icc_profile=b"no profile"))).getpixel((4, 4)) == (
            255,
            0,
            0,
            128,
        )

    def test_the_same_file_gives_the_same_bytes(self) -> None:
        data = encoded(photo(200, 150), "JPEG")
        assert import_picture(data) == import_picture(data)
        assert import_picture(data, portrait=True) == import_picture(data, portrait=True)


class TestRefusedPicturesAndRemovedData:
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_a_picture_is_rotated_upright_and_loses_its_metadata(self, orientation: int) -> None:
        upright = Image.new("RGB", (60, 40), "white")
        upright.paste("black", (0, 0, 30, 20))
        turn = {
            2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
        }.get(orientation)  # fmt: skip
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        exif[0x010F] = "A secret camera"
        exif.get_ifd(GPS)[1] = "N"
        stored = upright if turn is None else upright.transpose(turn)
        data = encoded(stored, "JPEG", exif=exif, comment=b"A secret word", quality=95)
        assert b"secret camera" in data
        found = import_picture(data)
        image = looked_at(found).convert("L")
        assert image.size == (60, 40)
        assert near((image.getpixel((10, 10)), image.getpixel((50, 30))), (0, 255))
        assert b"secret" not in found.data

    def test_texts_in_a_png_are_removed(self) -> None:
        from PIL.PngImagePlugin import PngInfo

        words = PngInfo()
        words.add_text("Author", "A secret name", zip=False)
        assert b"secret" not in import_picture(encoded(Image.new("RGB", (9, 9)), pnginfo=words)).data

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
            b"8BPS\x00\x01" + bytes(600),
            encoded(Image.new("RGB", (8, 8)), "TIFF"),
            encoded(Image.new("RGB", (16, 16)), "ICO"),
            b"\x00\x00\x00\x18ftypheic" + bytes(200),
        ],
    )
    def test_a_file_of_another_format_is_refused(self, data: bytes) -> None:
        with pytest.raises(UserError, match="PNG, JPEG, GIF, WEBP, BMP"):
            import_picture(data)

    @pytest.mark.parametrize(
        ("width", "height"),
        [(12_001, 10), (10, 12_001), (7_000, 6_000), (11_000, 9_000), (2**31 - 1, 2**31 - 1)],
    )
    def test_a_huge_picture_is_refused_before_it_is_decoded(self, width: int, height: int) -> None:
        size = struct.pack(">II", width, height)
        png = tiny_png()
        with pytest.raises(UserError, match="40 million pixels"):
            import_picture(png[:8] + chunk(b"IHDR", size + png[24:29]) + png[33:])

    def test_a_file_with_too_many_bytes_is_refused(self) -> None:
        with pytest.raises(UserError, match="25 MB"):
            import_picture(bytes(25_000_001))

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
    def test_an_incomplete_picture_is_refused(self, kind: str) -> None:
        data = encoded(photo(200, 150), kind)
        with pytest.raises(UserError, match=r"damaged|PNG, JPEG"):
            import_picture(data[: len(data) // 2])


SMALL = {
    kind: encoded(photo(24, 18).quantize(16) if kind == "GIF" else photo(24, 18), kind)
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP")
}


@pytest.mark.parametrize("kind", SMALL)
@settings(max_examples=2 * settings.default.max_examples)
@given(data=st.data())
def test_any_damaged_file_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = bytearray(SMALL[kind])
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    begin, end = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    cut = data.draw(st.sampled_from([whole, whole[:end], whole[:begin] + whole[end:], whole + whole]))
    try:
        looked_at(import_picture(bytes(cut)))
    except UserError as refused:
        assert refused.sentence


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_scans(image: Image.Image, more: int) -> bytes:
    """Return a JPEG with many scans over the same pixels."""
    data = encoded(image, "JPEG", progressive=True)
    return data[:-2] + data[data.rfind(b"\xff\xda") : -2] * more + data[-2:]


def run_lengths(width: int, height: int) -> bytes:
    """Return a BMP with runs of one pixel."""
    body = (b"".join(bytes([1, x % 200]) for x in range(width)) + b"\0\0") * height + b"\0\1"
    palette = b"".join(bytes([each, each, each, 0]) for each in range(256))
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, len(body), 0, 0, 256, 0)
    start = 14 + len(head) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(body), 0, 0, start) + head + palette + body


class TestMaliciousPictures:
    """Small files that would take minutes to decode are refused before they are decoded."""

    PNG = tiny_png()
    JPEG = encoded(photo(24, 18), "JPEG")
    BUSY = {
        "a PNG of very many chunks": PNG[:33] + chunk(b"abCd") * 300_000 + PNG[33:],
        "a PNG of very many pieces": PNG[:-12] + chunk(b"IDAT") * 300_000 + PNG[-12:],
        "a PNG of very many chunks behind the pixels": PNG[:-12] + chunk(b"abCd") * 300_000 + PNG[-12:],
        "a JPEG of very many comments": JPEG[:2] + b"\xff\xfe\0\2" * 300_000 + JPEG[2:],
        "a JPEG with nothing between its parts": JPEG[:2] + b"\xff" * 300_000 + JPEG[2:],
        "a JPEG with rubbish between its parts": JPEG[:2] + b"\xff\xfe\0\2" + b"\xff\0" * 300_000 + JPEG[2:],
    }

    @pytest.mark.parametrize("data", BUSY.values(), ids=BUSY.keys())
    def test_a_picture_of_too_many_parts_is_refused(self, data: bytes) -> None:
        asked = Token()
        with pytest.raises(UserError, match="so many pieces"), cancellable(asked):
            import_picture(data)
        assert asked.count < 2 * pictures.MOST_READS

    def test_a_jpeg_of_400_scans_is_not_decoded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = with_scans(photo(24, 18), 400)
        decoded: list[object] = []
        monkeypatch.setattr("PIL.JpegImagePlugin.JpegImageFile.load", decoded.append)
        with pytest.raises(UserError, match="so many pieces"):
            import_picture(data)
        assert decoded == []

    def test_the_number_of_scans_of_a_camera_is_accepted(self) -> None:
        looked_at(import_picture(encoded(photo(200, 150), "JPEG", progressive=True)))
        looked_at(import_picture(encoded(photo(200, 150).convert("CMYK"), "JPEG", progressive=True)))
        looked_at(import_picture(with_scans(photo(24, 18), 20)))

    def test_bytes_that_only_look_like_a_scan_are_not_counted(self) -> None:
        looks = b"\xff\xda" * (MOST_SCANS + 1)
        behind = self.JPEG + looks
        within = self.JPEG[:2] + b"\xff\xe5" + struct.pack(">H", len(looks) + 2) + looks + self.JPEG[2:]
        for data in (behind, within):
            assert not has_too_many_scans(data)
            looked_at(import_picture(data))

    @pytest.mark.parametrize("filler", [b"\xff", b"\xff\x00", b"\xff\xd0", b"\xff\x02", b"\xff\xe0\0\2"])
    def test_scans_are_counted_with_any_data_between_them(self, filler: bytes) -> None:
        data = with_scans(photo(24, 18), 100)
        assert has_too_many_scans(data)
        assert has_too_many_scans(data.replace(b"\xff\xda", filler * 1_000 + b"\xff\xda"))

    def test_run_length_encoding_is_accepted_up_to_a_number_of_runs(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert looked_at(import_picture(run_lengths(600, 300))).size == (600, 300)
        monkeypatch.setattr(pictures, "_MOST_RUNS", 100_000)
        with pytest.raises(UserError, match="so many pieces"):
            import_picture(run_lengths(600, 300))


class TestOwnPictures:
    def test_any_metadata_makes_a_picture_foreign(self) -> None:
        png, jpeg = import_picture(tiny_png()).data, import_picture(encoded(photo(90, 60), "JPEG")).data
        assert (png[:4], jpeg[:3]) == (b"\x89PNG", b"\xff\xd8\xff")
        assert not is_foreign(png) and not is_foreign(jpeg)
        for kind in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"iCCP", b"abCd", b"acTL"):
            assert is_foreign(png[:33] + chunk(kind, b"52 N 13 E") + png[33:])
            assert is_foreign(png[:-12] + chunk(kind, b"52 N 13 E") + png[-12:])
        for marker in (0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE):
            part = bytes([0xFF, marker]) + b"\x00\x0b52 N 13 E"
            assert is_foreign(jpeg[:2] + part + jpeg[2:])
            assert is_foreign(jpeg[:20] + part + jpeg[20:])
            assert is_foreign(jpeg[:-2] + part + jpeg[-2:])
        for picture in (png, jpeg):
            assert is_foreign(picture + b"52 N 13 E")
            assert is_foreign(picture + picture)
            assert is_foreign(picture[: len(picture) * 2 // 3])

    def test_progressive_scans_and_too_many_pixels_make_a_picture_foreign(self) -> None:
        assert is_foreign(encoded(photo(90, 60), "JPEG", progressive=True))
        assert is_foreign(with_scans(photo(90, 60), 400))
        assert is_foreign(encoded(Image.new("RGB", (LONGEST_KEPT + 1, 3))))
        assert is_foreign(encoded(Image.new("RGB", (3, LONGEST_KEPT + 1)), "JPEG"))
        assert is_foreign(b"\xff\xd8 and a size that only a decoder finds")

    def test_undecodable_bytes_are_not_a_picture(self) -> None:
        assert not is_foreign(b"a picture")
        assert not is_foreign(b"\x89PNG\r\n\x1a\n and so on")


class TestPortraits:
    def test_a_portrait_is_round_with_a_transparent_surround(self) -> None:
        image = looked_at(import_picture(encoded(photo(450, 420), "JPEG"), portrait=True))
        assert (image.mode, image.size) == ("RGBA", (PORTRAIT, PORTRAIT))
        assert image.getpixel((0, 0)) == (0, 0, 0, 0)
        assert image.getchannel("A").getpixel((PORTRAIT // 2, 3)) == 255

    def test_a_small_portrait_is_not_enlarged(self) -> None:
        assert looked_at(import_picture(tiny_png(30, 20), portrait=True)).size == (20, 20)
        assert looked_at(import_picture(tiny_png(1, 1), portrait=True)).size == (1, 1)


class TestCancelling:
    @pytest.mark.parametrize("portrait", [False, True])
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
    def test_reading_can_be_cancelled_at_any_time(self, kind: str, portrait: bool) -> None:
        data = encoded(photo(90, 60), kind)
        asked = Token()
        with cancellable(asked):
            import_picture(data, portrait=portrait)
        for until in range(1, asked.count + 1, max(1, asked.count // 6)):
            with pytest.raises(CancelledError), cancellable(Token(until)):
                import_picture(data, portrait=portrait)

import stat
from email import policy
from email.parser import BytesParser

from django.core.mail import EmailMessage, get_connection


def send(folder, settings, *letters):
    settings.EMAIL_FILE_PATH = str(folder)
    return get_connection("slashmentor.base.letters.FolderBackend").send_messages(letters)


def test_a_letter_becomes_a_file_that_mail_programs_read(tmp_path, settings):
    folder = tmp_path / "letters"
    letter = EmailMessage("Grüße", "Your code is 1234.\n", "us@example.org", ["ada@example.org"])
    assert send(folder, settings, letter) == 1
    (file,) = folder.glob("*.eml")
    read = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    assert (read["Subject"], read["To"]) == ("Grüße", "ada@example.org")
    assert read.get_content() == "Your code is 1234.\n"


def test_only_the_host_can_read_letters(tmp_path, settings):
    folder = tmp_path / "letters"
    send(folder, settings, EmailMessage("Code", "1234", "us@example.org", ["ada@example.org"]))
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_log_says_who_was_written_to_and_where_it_is(tmp_path, settings, caplog):
    caplog.set_level("INFO")
    send(
        tmp_path,
        settings,
        EmailMessage("Code", "1234", "us@example.org", ["ada@example.org", "mo@example.org"]),
    )
    (file,) = tmp_path.iterdir()
    assert caplog.messages == [f"Letter “Code” to ada@example.org, mo@example.org: {file}"]


def test_two_letters_at_once_are_two_files(tmp_path, settings):
    letter = EmailMessage("Code", "1234", "us@example.org", ["ada@example.org"])
    send(tmp_path, settings, letter, letter)
    assert len(list(tmp_path.iterdir())) == 2

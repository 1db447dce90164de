"""The clinic's accounts at the platforms' stand-in, for the tests."""

TELEGRAM_TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
TELEGRAM_SECRET = "telegram-of-the-tests_" * 2
TWILIO_ACCOUNT = "AC" + "0a1b2c3d" * 4
TWILIO_TOKEN = "twilio-token-of-the-tests-" * 2
TWILIO_NUMBER = "+442079460999"
MESSENGER_TOKEN = "page-token-of-the-tests-" * 2
MESSENGER_APP_SECRET = "app-secret-of-the-tests-" * 2
MESSENGER_APP = "1234567890"
MESSENGER_VERIFY = "word-of-the-tests-" * 2
SLACK_TOKEN = "xoxb-of-the-tests-" * 2
SLACK_SIGNING_SECRET = "signing-of-the-tests-" * 2
URL = "https://desk.clinic.example"


def environment(port: int) -> dict[str, str]:
    """Return the variables that turn every platform on, their APIs at a port of this machine."""
    apis = f"http://127.0.0.1:{port}"
    return {
        "NEEDLEWISE_URL": URL,
        "NEEDLEWISE_HOSTS": "127.0.0.1,localhost,desk.clinic.example",
        "NEEDLEWISE_PUBLIC": "yes",
        "NEEDLEWISE_TELEGRAM_TOKEN": TELEGRAM_TOKEN,
        "NEEDLEWISE_TELEGRAM_SECRET": TELEGRAM_SECRET,
        "NEEDLEWISE_TELEGRAM_API": f"{apis}/telegram",
        "NEEDLEWISE_TWILIO_ACCOUNT": TWILIO_ACCOUNT,
        "NEEDLEWISE_TWILIO_TOKEN": TWILIO_TOKEN,
        "NEEDLEWISE_TWILIO_API": f"{apis}/twilio",
        "NEEDLEWISE_MESSENGER_TOKEN": MESSENGER_TOKEN,
        "NEEDLEWISE_MESSENGER_APP_SECRET": MESSENGER_APP_SECRET,
        "NEEDLEWISE_MESSENGER_VERIFY": MESSENGER_VERIFY,
        "NEEDLEWISE_MESSENGER_API": f"{apis}/messenger",
        "NEEDLEWISE_SLACK_TOKEN": SLACK_TOKEN,
        "NEEDLEWISE_SLACK_SIGNING_SECRET": SLACK_SIGNING_SECRET,
        "NEEDLEWISE_SLACK_API": f"{apis}/slack",
    }

"""What each channel can show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """`characters` of one message; `buttons` at most, none where there is a numbered menu instead;
    `title`: characters on a button. `is_sms`: every letter outside the SMS alphabet costs."""

    characters: int
    buttons: int = 0
    title: int = 0
    is_sms: bool = False


# Telegram has no limit for a button's title; 64 characters still fit a phone.
FORMS = {
    "telegram": Form(4096, buttons=8, title=64),
    "sms": Form(1600, is_sms=True),
    "whatsapp": Form(1600),
    "messenger": Form(2000, buttons=13, title=20),
    "slack": Form(3000, buttons=25, title=75),
}

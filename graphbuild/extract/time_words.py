"""The words of time in English, as tables and as fragments of regular expressions (verbose, case ignored)."""

from typing import Final

MONTHS: Final = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
UNITS: Final = ("second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade")
# Low and high of vague counts of days, weeks ... ("several days ago"); the amounts of people are read elsewhere.
VAGUE_COUNTS: Final = {
    "a couple of": (2, 2),
    "a few": (2, 5),
    "few": (2, 5),
    "couple of": (2, 2),
    "couple": (2, 2),
    "several": (3, 7),
    "some": (2, 7),
    "many": (3, 12),
}
# How many days back "in recent ..." reaches: our own reading, generous, since the words give no bound.
RECENT_DAYS: Final = {"hour": 1, "day": 7, "night": 7, "week": 42, "month": 183, "year": 1826}
UNIT_DAYS: Final = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
# Days known by a name or by bare figures: (year or None, month, day).
NAMED_DAYS: Final = {
    "9/11": (2001, 9, 11),
    "christmas eve": (None, 12, 24),
    "christmas day": (None, 12, 25),
    "christmas": (None, 12, 25),
    "new year's eve": (None, 12, 31),
    "new year's day": (None, 1, 1),
    "new years eve": (None, 12, 31),
    "new years day": (None, 1, 1),
}
# These follow a year or a month that names a thing, not a time ("the 23 March Movement", "17 November street").
NAMING_WORDS: Final = frozenset({
    "movement", "brigade", "brigades", "battalion", "organization", "organisation", "front", "group", "party",
    "alliance", "street", "square", "avenue", "university", "bridge", "martyrs", "school", "regiment",
    "company", "prayers", "prayer",
})  # fmt: skip
# A year-like number before these counts them ("the 2000 fighters").
COUNTED_WORDS: Final = frozenset({
    "people", "persons", "men", "women", "children", "soldiers", "troops", "fighters", "civilians", "militants",
    "insurgents", "rebels", "police", "policemen", "refugees", "families", "homes", "houses", "casualties",
    "victims", "guerrillas", "officers", "prisoners", "residents", "tons", "tonnes", "kilometers", "kilometres",
    "km", "meters", "metres", "miles", "rounds", "dollars", "pounds", "euros", "others", "dead", "wounded",
    "members", "hours",
})  # fmt: skip
AMBIGUOUS_MONTHS: Final = frozenset({"march", "may", "mar", "dec", "jan", "jun"})

MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?)"
)
WEEKDAY: Final = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
WEEKDAY_SHORT: Final = r"(?:(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\b\.?)"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
NTH: Final = rf"{DAY}(?:st|nd|rd|th)?"
YEAR: Final = r"(?:1[89]\d\d|20\d\d)"
YEAR_2: Final = r"(?:'?\d\d)"
PART: Final = (
    r"(?:very\s+)?(?:early|mid|late|the\s+(?:beginning|start|middle|end)\s+of|the\s+early\s+(?:part|days)\s+of"
    r"|(?:beginning|start|end)\s+of|(?:earlier|later)(?=\s+(?:this|last|next)\b))"
)
SEASON: Final = r"(?:spring|summer|autumn|fall|winter)"
PART_OF_DAY: Final = (
    r"(?:morning|afternoon|evening|night|dawn|noon|midday|dusk|midnight|sunrise|sunset|nightfall|daybreak|lunchtime"
    r"|predawn|pre-dawn)"
)
CLOCK: Final = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:a\.?m\b\.?|p\.?m\b\.?|hours|gmt|utc|local\s+time)|\d{1,2}:\d\d|\d{4}\s*(?:hours|gmt|local|z\b))"
    r"(?:\s*\(?\d{4}\s*gmt\)?|\s+local\s+time|\s+gmt|\s+utc)?"
)
# What may stand before and after a day and says when in it; the day stays the same.
BEFORE_DAY: Final = (
    rf"(?:(?:(?:early|late|later|earlier)(?:\s+in\s+the\s+{PART_OF_DAY})?\s+(?:on\s+)?(?:the\s+{PART_OF_DAY}\s+(?:of\s+)?)?)"
    rf"|(?:(?:the\s+)?(?:early\s+|late\s+)?(?:hours|{PART_OF_DAY})(?:\s+hours)?\s+(?:of|on)\s+)"
    rf"|(?:(?:about|around)?\s*{CLOCK},?\s+(?:on\s+)?))"
)
AFTER_DAY: Final = (
    rf"(?:,?\s+(?:early\s+|late\s+|mid-?)?(?:in\s+the\s+|at\s+|around\s+|about\s+)?(?:early\s+)?{PART_OF_DAY}\b"
    rf"|,?\s+(?:at|around|about)\s+(?:about\s+|around\s+)?{CLOCK})"
)
COUNT: Final = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|a\s+couple\s+of|a\s+few|several|some|many)"
)
UNIT: Final = r"(?:second|minute|hour|day|night|week|month|year|decade)s?"

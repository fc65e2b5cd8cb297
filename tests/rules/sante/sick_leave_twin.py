"""The slow twin of the ledger: one day at a time, from the texts, sharing nothing with the engine.

It knows no parameter file and no date library of the product. The law is written out below, once more:

- décret 86-83, art. 12: from four months of service. Until 31 August 2024, 30 + 30 days (60 + 60 from two years,
  90 + 90 from three). Since, three months (90 days) then half pay, up to twelve months of a continuous leave, or 360
  paid days in the reference period when other paid days lie in it;
- loi 2017-1837, art. 115: one day without pay per leave, and its exceptions;
- décret 2025-197: 90 % where the certificate begins on 1 March 2025 or later;
- CSS R. 323-1 and R. 323-4: nothing for three days, then half of three capped months of pay divided by 91.25.

A stop is a dict: first, last, and where they matter prolonged, same, cause, ald, death.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

DAY = timedelta(days=1)
REFORM, NINETY, LOST_PREGNANCY = date(2024, 9, 1), date(2025, 3, 1), date(2024, 1, 1)
SMIC = [
    (date(2023, 5, 1), "1747.20"),
    (date(2024, 1, 1), "1766.92"),
    (date(2024, 11, 1), "1801.80"),
    (date(2026, 1, 1), "1823.03"),
    (date(2026, 6, 1), "1867.02"),
]


def shift(d: date, months: int) -> date:
    """Move by whole months, to the last day of the month where the day does not exist."""
    year, month = d.year, d.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(d.day, calendar.monthrange(year, month)[1]))


def months_served(start: date, day: date) -> int:
    n = 0
    while shift(start, n + 1) <= day:
        n += 1
    return n


def quotas(served: int, day: date) -> tuple[int, int]:
    """Days at full rate, and days at half rate."""
    if served < 4:
        return 0, 0
    if day >= REFORM:
        return 90, 270
    return {0: (30, 30), 1: (60, 60), 2: (90, 90)}[(served >= 24) + (served >= 36)]


class Twin:
    """Every day of the stops, under one reading of the reference period."""

    def __init__(self, stops: list[dict[str, Any]], start: date, window: str) -> None:
        self.window = window
        self.start = start
        self.stops = [dict(stop) for stop in stops]
        for before, after in zip(self.stops, self.stops[1:], strict=False):
            after["begin"] = max(after["first"], before["last"] + DAY)
        self.stops[0]["begin"] = self.stops[0]["first"]
        self.tier: dict[date, str] = {}
        self.pay: dict[date, str] = {}
        self.cpam: dict[date, bool] = {}
        self.owner: dict[date, int] = {}
        self.leave: dict[date, date] = {}
        self._months: dict[date, int] = {}
        self._walk()

    def _walk(self) -> None:
        for rank, stop in enumerate(self.stops):
            first_leave, lifted, wait = self._leave_of(rank), self._exempt(rank), self._wait(rank)
            day, n = stop["begin"], 0
            while day <= stop["last"]:
                self.tier[day] = self.tier_of(day, first_leave)
                self.leave[day], self.owner[day] = first_leave, rank
                self.pay[day] = self._pay_of(self.tier[day], stop["first"])
                if n == 0 and not lifted and self.tier[day] != "none":
                    self.pay[day] = "carence"
                self.cpam[day] = n >= wait
                day, n = day + DAY, n + 1

    def _leave_of(self, rank: int) -> date:
        """First day of the continuous leave: go back while the eve is covered by the previous stop."""
        while rank and self.stops[rank - 1]["last"] + DAY == self.stops[rank]["begin"]:
            rank -= 1
        return self.stops[rank]["begin"]

    def tier_of(self, day: date, leave: date) -> str:
        full, paid, elsewhere = self._behind(day, leave)
        most_full, most_half = quotas(self._served(leave), day)
        over = paid >= most_full + most_half
        if day >= REFORM and most_full and not elsewhere:
            over = day >= shift(leave, 12)
        if over or not most_full:
            return "none"
        return "full" if full < most_full else "half"

    def _behind(self, day: date, leave: date) -> tuple[int, int, int]:
        """Days at full rate, paid days, and paid days of other leaves, in the period that `day` looks back on."""
        back = shift(day, -12) if self.window == "12_mois" else day - 300 * DAY
        d, full, paid, elsewhere = min(back, leave), 0, 0, 0
        while d < day:
            tier = self.tier.get(d, "none")
            if tier != "none":
                full, paid, elsewhere = full + (tier == "full"), paid + 1, elsewhere + (d < leave)
            d += DAY
        return full, paid, elsewhere

    def _served(self, leave: date) -> int:
        if leave not in self._months:
            self._months[leave] = months_served(self.start, leave)
        return self._months[leave]

    def _pay_of(self, tier: str, certificate: date) -> str:
        return {"none": "sans", "half": "50", "full": "90" if certificate >= NINETY else "100"}[tier]

    # --- exemptions -------------------------------------------------------------------------------------------------

    def _gap(self, rank: int) -> int:
        return (self.stops[rank]["begin"] - self.stops[rank - 1]["last"]).days - 1

    def _continues(self, rank: int, longest: int) -> bool:
        stop = self.stops[rank]
        return bool(rank and (stop.get("prolonged") or stop.get("same")) and self._gap(rank) <= longest)

    def _later_ald(self, rank: int) -> bool:
        """Whether a first stop of the same ALD began within the three years before."""
        opened: date | None = None
        for i in range(rank + 1):
            stop = self.stops[i]
            if stop.get("cause") != "ald" or stop.get("ald") != self.stops[rank].get("ald"):
                continue
            inside = opened is not None and stop["begin"] < shift(opened, 36)
            if i == rank:
                return inside
            if opened is None or (not inside and not self._continues(i, 2)):
                opened = stop["begin"]
        return False

    def _after_a_death(self, rank: int) -> bool:
        stop = self.stops[rank]
        if stop.get("cause") != "deuil_enfant":
            return False
        soon = stop["begin"] <= stop["death"] + 90 * DAY
        return soon and not any(other["begin"] >= stop["death"] for other in self.stops[:rank])

    def _lost_pregnancy(self, rank: int) -> bool:
        stop = self.stops[rank]
        return stop.get("cause") == "interruption_grossesse" and stop["first"] >= LOST_PREGNANCY

    def _exempt(self, rank: int) -> bool:
        kind = self.stops[rank].get("cause")
        ald = kind == "ald" and self._later_ald(rank)
        special = self._after_a_death(rank) or self._lost_pregnancy(rank) or kind in ("grossesse", "devouement")
        return self._continues(rank, 2) or ald or special

    def _wait(self, rank: int) -> int:
        """Days without allowance at the head of a stop."""
        ald = self.stops[rank].get("cause") == "ald" and self._later_ald(rank)
        if ald or self._after_a_death(rank) or self._lost_pregnancy(rank):
            return 0
        if self._continues(rank, 0):
            before = self.stops[rank - 1]
            return max(0, self._wait(rank - 1) - (before["last"] - before["begin"]).days - 1)
        return 0 if self._continues(rank, 2) else 3

    # --- looking ahead ----------------------------------------------------------------------------------------------

    def morning(self, day: date) -> tuple[int, int]:
        """Days at full rate and paid days that a sick day on `day` would find behind it."""
        return self._behind(day, self.leave_at(day))[:2]

    def leave_at(self, day: date) -> date:
        if day in self.leave:
            return self.leave[day]
        return self.leave.get(day - DAY, day)

    def drops(self, day: date) -> tuple[date | None, date]:
        """First day at half pay and first unpaid day of the leave, kept going one day at a time."""
        last = self.stops[-1]["last"]
        leave = self.leave_at(day) if day > last else self.leave[last]
        kept = dict(self.tier)
        half = next((d for d in sorted(self.tier) if d >= leave and self.tier[d] == "half"), None)
        none = next((d for d in sorted(self.tier) if d >= leave and self.tier[d] == "none"), None)
        d = max(leave, last + DAY)
        while none is None:
            self.tier[d] = self.tier_of(d, leave)
            half = half or (d if self.tier[d] == "half" else None)
            none = d if self.tier[d] == "none" else None
            d += DAY
        self.tier = kept
        return half, none

    # --- euros ------------------------------------------------------------------------------------------------------

    def allowance(self, rank: int, gross: Decimal) -> Decimal:
        while rank and self._continues(rank, 0):
            rank -= 1
        first = self.stops[rank]["first"]
        eve = first.replace(day=1) - DAY
        smic = Decimal([value for since, value in SMIC if since <= eve][-1])
        cap = cents(smic * Decimal("1.4" if first >= date(2025, 4, 1) else "1.8"))
        return cents(3 * min(gross, cap) / Decimal("91.25") / 2)

    def employer_receives(self, rank: int) -> bool:
        while rank and self._continues(rank, 0):
            rank -= 1
        return self.stops[rank]["first"] >= date(2027, 1, 1)

    def months(self, gross: Decimal) -> list[dict[str, Any]]:
        heads = sorted({(d.year, d.month) for d in self.pay})
        return [self._month(year, month, gross) for year, month in heads]

    def _month(self, year: int, month: int, gross: Decimal) -> dict[str, Any]:
        length = calendar.monthrange(year, month)[1]
        days = [d for d in sorted(self.pay) if (d.year, d.month) == (year, month)]
        weight = dict.fromkeys(days, 1)
        if len(days) == length:
            weight[days[-1]] += 30 - length
        rates = {"carence": 0, "sans": 0, "50": 50, "90": 90, "100": 100}
        kept = sum((gross * weight[d] * rates[self.pay[d]] for d in days), Decimal(0)) / 3000
        lost = sum((gross * weight[d] * (100 - rates[self.pay[d]]) for d in days), Decimal(0)) / 3000
        paid = [d for d in days if self.cpam[d]]
        ij = sum((self.allowance(self.owner[d], gross) for d in paid), Decimal(0))
        if any(self.employer_receives(self.owner[d]) for d in paid) and cents(kept) >= ij:
            ij = Decimal(0)
        back = min(ij, cents(kept))
        slip = f"{year + month // 12}-{month % 12 + 1:02d}" if back else None
        return {
            "mois": f"{year}-{month:02d}",
            "jours": {rate: n for rate in rates if (n := sum(self.pay[d] == rate for d in days))},
            "retenue": cents(lost),
            "du_employeur": gross - cents(lost),
            "ij_brutes": ij,
            "precompte": back,
            "paie_du_precompte": slip,
        }


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)

"""Quantities: what a number expression is, what it says, and which numbers are none. All sentences are our own."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.find.quantities import find_quantities
from pipeline.types import CharSpan, QuantityMention, TimexKind, TimexMention

# Each row: a sentence, and its quantities as (expression, value, modifier, unit); a range as "low..high".
NUMBERS = (
    ("decimal comma before a unit", "It grew by 3,5 percent.", (("3,5 percent", "3.5", "exact", "percent"),)),
    (
        "commas of a list",
        "They drew 3, 5 and 7.",
        (("3", "3", "exact", ""), ("5", "5", "exact", ""), ("7", "7", "exact", "")),
    ),
    ("no space behind", "They sent 30,000e-mails.", (("30,000", "30000", "exact", ""),)),
    ("digits", "The ministry counted 300 boats.", (("300", "300", "exact", ""),)),
    ("comma", "The ministry counted 12,500 boats.", (("12,500", "12500", "exact", ""),)),
    ("decimals", "Output came to 3.75 per worker.", (("3.75", "3.75", "exact", ""),)),
    ("narrow space", "The ministry counted 12\u202f500 boats.", (("12\u202f500", "12500", "exact", ""),)),
    ("round thousands", "Nearly 12 000 boats were counted.", (("12 000", "12000", "approx", ""),)),
    ("lakh grouping", "They sold 12,50,000 copies.", (("12,50,000", "1250000", "exact", ""),)),
    ("apostrophe", "They sold 12'500 copies.", (("12'500", "12500", "exact", ""),)),
    ("words", "Two hundred and fifty boats sank.", (("Two hundred and fifty", "250", "exact", ""),)),
    ("hyphen", "Twenty-five boats sank.", (("Twenty-five", "25", "exact", ""),)),
    ("half a million", "Half a million boats sank.", (("Half a million", "500000", "exact", ""),)),
    ("dozen", "A dozen boats sank.", (("A dozen", "12", "exact", ""),)),
    ("dozens with number", "Two dozen boats sank.", (("Two dozen", "24", "exact", ""),)),
    ("the dozen", "The dozen boats that sank were old.", (("dozen", "12", "exact", ""),)),
    ("couple", "A couple of boats sank.", (("A couple", "2", "approx", ""),)),
    ("a few hundred", "A few hundred boats sank.", (("A few hundred", "200", "approx", ""),)),
    ("and a half", "They waited two and a half hours.", (("two and a half hours", "2.5", "exact", "hour"),)),
    ("mixed fraction", "They waited 5 1/2 hours.", (("5 1/2 hours", "5.5", "exact", "hour"),)),
    ("vulgar", "They waited 5½ hours.", (("5½ hours", "5.5", "exact", "hour"),)),
    ("magnitude", "They sold 1.2 million copies.", (("1.2 million", "1200000", "exact", ""),)),
    ("glued magnitude", "They sold 3bn copies.", (("3bn", "3000000000", "exact", ""),)),
    ("k", "They sold 40k copies.", (("40k", "40000", "exact", ""),)),
    ("m people", "Some 5m people left.", (("5m", "5000000", "approx", ""),)),
    ("m metre", "A 5m wall fell.", (("5m", "5", "exact", "meter"),)),
    ("billion adjective", "It is a billion-dollar plant.", (("a billion-dollar", "1000000000", "exact", "USD"),)),
    ("arabic digits", "They counted ٣٤٥ boats.", (("٣٤٥", "345", "exact", ""),)),
    ("fullwidth", "They counted １２３ boats.", (("１２３", "123", "exact", ""),)),
    (
        "vague",
        "Dozens were hurt and hundreds fled.",
        (("Dozens", "24", "approx", ""), ("hundreds", "200", "approx", "")),
    ),
    ("vague of vague", "Tens of thousands marched.", (("Tens of thousands", "20000", "approx", ""),)),
    ("vague money", "It lost billions of dollars.", (("billions of dollars", "2000000000", "approx", "USD"),)),
    ("scores", "Scores of people marched.", (("Scores", "40", "approx", ""),)),
    ("test scores", "The test scores of pupils fell.", ()),
    ("adjective", "A 2,500-strong unit arrived.", (("2,500", "2500", "exact", ""),)),
)
RANGES = (
    (
        "or, one magnitude",
        "It has seven or eight thousand votes.",
        (("seven or eight thousand", "7000..8000", "range", ""),),
    ),
    ("between", "Between 5 and 10 boats sank.", (("5 and 10", "5..10", "range", ""),)),
    ("from to", "It employs from 20 to 30 people.", (("20 to 30", "20..30", "range", ""),)),
    ("to", "It takes 3 to 5 days.", (("3 to 5 days", "3..5", "range", "day"),)),
    ("hyphen range", "It takes 3-5 days.", (("3-5 days", "3..5", "range", "day"),)),
    ("dash range", "About 40–60 boats sank.", (("40–60", "40..60", "range", ""),)),
    (
        "shared scale",
        "It will cost $10 to $15 billion.",
        (("$10 to $15 billion", "10000000000..15000000000", "range", "USD"),),
    ),
    ("shared unit", "It grew by 5 to 7 percent.", (("5 to 7 percent", "5..7", "range", "percent"),)),
    (
        "to more than",
        "They invest $5,000 to more than $9,000.",
        (("$5,000 to more than $9,000", "5000..9000", "range", "USD"),),
    ),
    ("two or three", "Two or three boats sank.", (("Two or three", "2..3", "range", ""),)),
    ("choice", "Bring 5 or 50 boats.", (("5", "5", "exact", ""), ("50", "50", "exact", ""))),
    (
        "respectively or",
        "Sales rose 20 or 30 percent, respectively.",
        (("20", "20", "exact", "percent"), ("30 percent", "30", "exact", "percent")),
    ),
    ("ages", "It hits 18- to 24-year-old drivers.", (("18- to 24-year-old", "18..24", "range", "year"),)),
    (
        "different units",
        "Profit rose 7% to $2.3bn.",
        (("7%", "7", "exact", "percent"), ("$2.3bn", "2300000000", "exact", "USD")),
    ),
    (
        "move from to",
        "The rate rose from 5 percent to 7 percent.",
        (("5 percent", "5", "exact", "percent"), ("7 percent", "7", "exact", "percent")),
    ),
    ("move to", "The index fell 12 to 340.", (("12", "12", "exact", ""), ("340", "340", "exact", ""))),
    (
        "move by to",
        "Debt grew by $3 billion to $19 billion.",
        (("$3 billion", "3000000000", "exact", "USD"), ("$19 billion", "19000000000", "exact", "USD")),
    ),
    (
        "lead",
        "Ames leads Boyd 46 percent to 49 percent.",
        (("46 percent", "46", "exact", "percent"), ("49 percent", "49", "exact", "percent")),
    ),
    (
        "cents to dollars",
        "It was up 10 cents to $2.24.",
        (("10 cents", "0.1", "exact", "USD"), ("$2.24", "2.24", "exact", "USD")),
    ),
    (
        "list shares scale",
        "Between 2 and 3 million people fled.",
        (("2 and 3 million", "2000000..3000000", "range", ""),),
    ),
)
FRACTIONS = (
    ("hyphens", "It has a 1-in-5 chance.", (("1-in-5", "0.2", "exact", "fraction"),)),
    ("one in every", "One in every twelve stayed.", (("One in every twelve", "0.083333", "exact", "fraction"),)),
    ("one of every", "One of every nine stayed.", (("One of every nine", "0.111111", "exact", "fraction"),)),
    ("two-thirds", "Two-thirds of voters stayed home.", (("Two-thirds", "0.666667", "exact", "fraction"),)),
    ("a quarter", "A quarter of the money is gone.", (("A quarter", "0.25", "exact", "fraction"),)),
    ("a third more", "Exports fell by a third in May.", (("a third", "0.333333", "exact", "fraction"),)),
    ("a third among", "It cut losses by a third among men.", (("a third", "0.333333", "exact", "fraction"),)),
    ("by a third thing", "He was hit by a third car.", ()),
    ("half the", "Half the money is gone.", (("Half", "0.5", "exact", "fraction"),)),
    ("slash", "Some 2/3 of voters stayed home.", (("2/3", "0.666667", "approx", "fraction"),)),
    ("second half", "The second half was dull.", ()),
    ("third person", "A third person was held.", ()),
    ("last quarter", "Sales fell in the last three quarters.", ()),
    ("decade and a half", "It ran for a decade and a half.", ()),
    ("1 in 5", "About 1 in 5 voters stayed home.", (("1 in 5", "0.2", "approx", "fraction"),)),
    ("one in five", "One in five voters stayed home.", (("One in five", "0.2", "exact", "fraction"),)),
    ("out of", "Nine out of ten voters stayed home.", (("Nine out of ten", "0.9", "exact", "fraction"),)),
    ("of ten", "Eight of 10 voters stayed home.", (("Eight of 10", "0.8", "exact", "fraction"),)),
    ("of two", "They freed one of two men.", (("one", "1", "exact", ""), ("two", "2", "exact", ""))),
    ("in year", "It killed 3 in 2016.", (("3", "3", "exact", ""),)),
    ("half of a percent", "It fell by half of 1 percent.", (("half of 1 percent", "0.5", "exact", "percent"),)),
    (
        "half a point",
        "It fell by half a percentage point.",
        (("half a percentage point", "0.5", "exact", "percentage_point"),),
    ),
    ("half a mile", "They walked half a mile.", (("half a mile", "0.5", "exact", "mile"),)),
)
MULTIPLES = (
    ("times as many", "Three times as many boats sank.", (("Three times", "3", "exact", "times"),)),
    ("times the", "It sold at three times the price.", (("three times", "3", "exact", "times"),)),
    ("times how often", "They met three times in May.", (("three", "3", "exact", ""),)),
    ("twice", "It sold at twice the price.", (("twice", "2", "exact", "times"),)),
    ("twice how often", "They met twice in May.", ()),
    ("x", "It is 3x faster.", (("3x", "3", "exact", "times"),)),
    ("fold", "It saw a 10-fold rise.", (("10-fold", "10", "exact", "times"),)),
    ("doubled", "Sales doubled.", ()),
)
CONTESTS = (
    ("vote", "The court split in a 5-4 ruling.", (("5", "5", "exact", ""), ("4", "4", "exact", ""))),
    ("vote to", "Lawmakers voted 52 to 48 for it.", (("52", "52", "exact", ""), ("48", "48", "exact", ""))),
    ("2-to-1", "It was a 2-to-1 vote.", (("2", "2", "exact", ""), ("1", "1", "exact", ""))),
    ("score", "The team won 3-1 at home.", ()),
    ("record", "The club has a 12-4 record this season.", ()),
    ("margin", "It won by a 3 to 1 margin.", ()),
    (
        "a poll named before",
        "The poll asked voters in all towns of the coast and of the hills, north and south. Lee ties Mora at 44-44.",
        (("44", "44", "exact", "percent"), ("44", "44", "exact", "percent")),
    ),
    (
        "a poll's shares in brackets",
        "In the poll Lee is ahead by 7 points (46 to 39).",
        (
            ("7 points", "7", "exact", "percentage_point"),
            ("46", "46", "exact", "percent"),
            ("39", "39", "exact", "percent"),
        ),
    ),
    ("poll", "The poll has her ahead 44-41.", (("44", "44", "exact", "percent"), ("41", "41", "exact", "percent"))),
    ("formula", "It runs on a 3-2-1 plan.", ()),
)
BOUNDS = (
    ("estimated at least", "It was estimated to be at least 300.", (("300", "300", "at_least", ""),)),
    ("handed over", "They handed over 40 men.", (("40", "40", "exact", ""),)),
    ("took over a share", "They took over one-third of it.", (("one-third", "0.333333", "exact", "fraction"),)),
    ("took over so many", "It took over 40 men to lift it.", (("40", "40", "more_than", ""),)),
    ("more than", "More than 300 boats sank.", (("300", "300", "more_than", ""),)),
    ("more than, misspelt", "More then 300 boats sank.", (("300", "300", "more_than", ""),)),
    ("at least", "At least 300 boats sank.", (("300", "300", "at_least", ""),)),
    ("no fewer than", "No fewer than 300 boats sank.", (("300", "300", "at_least", ""),)),
    ("or more", "It cost $20 or more.", (("$20", "20", "at_least", "USD"),)),
    ("or more with noun", "It took 20 years or more.", (("20 years", "20", "at_least", "year"),)),
    ("plus sign", "It drew 300+ fans.", (("300", "300", "more_than", ""),)),
    ("plus word", "It lasted 15-plus years.", (("15-plus years", "15", "more_than", "year"),)),
    ("under", "Under 300 boats sank.", (("300", "300", "less_than", ""),)),
    ("up to", "Up to 300 boats sank.", (("300", "300", "at_most", ""),)),
    ("as many as", "As many as 300 boats sank.", (("300", "300", "at_most", ""),)),
    ("no more than", "No more than 300 boats sank.", (("300", "300", "at_most", ""),)),
    ("or fewer", "Teams of 10 or fewer may enter.", (("10", "10", "at_most", ""),)),
    ("about", "About 300 boats sank.", (("300", "300", "approx", ""),)),
    ("an estimated", "An estimated 300 boats sank.", (("300", "300", "approx", ""),)),
    ("inner and outer", "More than an estimated 300 boats sank.", (("300", "300", "more_than", ""),)),
    ("just under", "Just under 300 boats sank.", (("300", "300", "less_than", ""),)),
    ("through words", "More than a combined 300 boats sank.", (("300", "300", "more_than", ""),)),
    ("at least another", "At least another 300 boats sank.", (("300", "300", "at_least", ""),)),
    ("or so", "Some 300 boats or so sank.", (("300", "300", "approx", ""),)),
    ("odd", "Some 30-odd boats sank.", (("30", "30", "approx", ""),)),
    ("tilde", "The wall is ~30 feet high.", (("30 feet", "30", "approx", "foot"),)),
    (
        "conversion",
        "The wall is more than 60 miles (97 km) long.",
        (("60 miles", "60", "more_than", "mile"), ("97 km", "97", "more_than", "kilometer")),
    ),
    (
        "respectively",
        "They gave more than $3 million and $2 million, respectively.",
        (("$3 million", "3000000", "more_than", "USD"), ("$2 million", "2000000", "more_than", "USD")),
    ),
    (
        "neighbour",
        "More than 300 boats and 20 ships sank.",
        (("300", "300", "more_than", ""), ("20", "20", "exact", "")),
    ),
    ("past the mark", "Sales surged past the $1 billion mark.", (("$1 billion", "1000000000", "more_than", "USD"),)),
    ("relative", "Sales surpassed the $1 billion that was planned.", (("$1 billion", "1000000000", "exact", "USD"),)),
    ("over, during", "It grew over 10 years.", (("10 years", "10", "exact", "year"),)),
    ("over, longer", "It has grown for over 10 years.", (("10 years", "10", "more_than", "year"),)),
    ("talk about", "They asked about 300 boats.", (("300", "300", "exact", ""),)),
    ("add up to", "Losses add up to 300 boats.", (("300", "300", "exact", ""),)),
    ("could top", "The toll could top 300.", (("300", "300", "more_than", ""),)),
    (
        "plus or minus",
        "The error is plus or minus 4 points in the poll.",
        (("4 points", "4", "exact", "percentage_point"),),
    ),
    ("under the age of", "Children under the age of 5 stayed.", (("5", "5", "less_than", "year"),)),
    (
        "and over is no bound",
        "It killed 5 people and over 300 cows.",
        (("5", "5", "exact", ""), ("300", "300", "more_than", "")),
    ),
)
MONEY = (
    ("dollar sign", "It cost $1.5 million.", (("$1.5 million", "1500000", "exact", "USD"),)),
    ("dollar words", "It cost 2 million U.S. dollars.", (("2 million U.S. dollars", "2000000", "exact", "USD"),)),
    (
        "other dollars",
        "It cost C$40 or 50 Australian dollars.",
        (("C$40", "40", "exact", "CAD"), ("50 Australian dollars", "50", "exact", "AUD")),
    ),
    ("pound sign", "It cost £3.50.", (("£3.50", "3.5", "exact", "GBP"),)),
    ("euro behind", "It cost 500€.", (("500€", "500", "exact", "EUR"),)),
    ("code before", "It cost EUR500m.", (("EUR500m", "500000000", "exact", "EUR"),)),
    ("code behind", "It cost 3bn USD.", (("3bn USD", "3000000000", "exact", "USD"),)),
    ("won", "It cost 6 trillion won.", (("6 trillion won", "6000000000000", "exact", "KRW"),)),
    ("won verb", "The other 12 won a reprieve.", (("12", "12", "exact", ""),)),
    ("rupees", "It cost Rs 500 crore.", (("Rs 500 crore", "5000000000", "exact", "INR"),)),
    ("yen", "It cost 2,000 yen.", (("2,000 yen", "2000", "exact", "JPY"),)),
    ("cents", "It paid 98 cents a share.", (("98 cents", "0.98", "exact", "USD"),)),
    ("pence", "Shares rose to 164p.", (("164p", "1.64", "exact", "GBP"),)),
    ("pounds money", "They paid 300 pounds for it.", (("300 pounds", "300", "exact", "GBP"),)),
    ("pounds weight", "The crate weighs 300 pounds.", (("300 pounds", "300", "exact", "pound"),)),
    ("letter sign", "It cost R500.", (("R500", "500", "exact", "ZAR"),)),
    ("letter name", "A PS5 and an R2 are toys.", ()),
    ("negative", "It made a loss of -$2m.", (("-$2m", "-2000000", "exact", "USD"),)),
    ("hour", "They earn $12-an-hour wages.", (("$12", "12", "exact", "USD"),)),
    (
        "year earlier",
        "It made $6 million, down from $7 million a year earlier.",
        (("$6 million", "6000000", "exact", "USD"), ("$7 million", "7000000", "exact", "USD")),
    ),
    (
        "thousands of jobs",
        "Thousands of $12 shirts were sold.",
        (("Thousands", "2000", "approx", ""), ("$12", "12", "exact", "USD")),
    ),
)
SHARES = (
    ("percent sign", "It fell 3%.", (("3%", "3", "exact", "percent"),)),
    ("per cent", "It fell 3 per cent.", (("3 per cent", "3", "exact", "percent"),)),
    ("pct", "It fell 3 pct.", (("3 pct", "3", "exact", "percent"),)),
    ("points", "It fell 3 percentage points.", (("3 percentage points", "3", "exact", "percentage_point"),)),
    ("basis points", "It fell 25 basis points.", (("25 basis points", "25", "exact", "basis_point"),)),
    ("poll points", "She leads by 4 points in the poll.", (("4 points", "4", "exact", "percentage_point"),)),
    ("index points", "The Dow fell 190 points.", (("190 points", "190", "exact", "point"),)),
    ("negative percent", "Growth was −0.3%.", (("−0.3%", "-0.3", "exact", "percent"),)),
)
MEASURES = (
    (
        "minus",
        "It fell to minus 20 degrees Celsius.",
        (("minus 20 degrees Celsius", "-20", "exact", "degree_celsius"),),
    ),
    ("feet and inches in signs", "He is 6'3\" tall.", (("6'3\"", "6.25", "exact", "foot"),)),
    ("plus years", "It took 20-odd miles.", (("20-odd miles", "20", "approx", "mile"),)),
    ("miles", "It is 30 miles away.", (("30 miles", "30", "exact", "mile"),)),
    ("mph", "Winds hit 60 mph.", (("60 mph", "60", "exact", "mile_per_hour"),)),
    ("miles per hour", "Winds hit 60 miles per hour.", (("60 miles per hour", "60", "exact", "mile_per_hour"),)),
    ("km/h", "Winds hit 60 km/h.", (("60 km/h", "60", "exact", "kilometer_per_hour"),)),
    ("fahrenheit", "It hit 57.2 F at noon.", (("57.2 F", "57.2", "exact", "degree_fahrenheit"),)),
    ("celsius", "It hit 41 degrees Celsius.", (("41 degrees Celsius", "41", "exact", "degree_celsius"),)),
    (
        "degrees nearby",
        "It hit 41°C, some 5 degrees above normal.",
        (("41°C", "41", "exact", "degree_celsius"), ("5 degrees", "5", "approx", "degree_celsius")),
    ),
    ("college degrees", "She has two degrees from Ames.", (("two", "2", "exact", ""),)),
    ("page", "It is a 46-page study.", (("46-page", "46", "exact", "page"),)),
    ("square feet", "It covers 3,000 square feet.", (("3,000 square feet", "3000", "exact", "square_foot"),)),
    ("tons a year", "It emits two billion tons per year.", (("two billion tons", "2000000000", "exact", "ton"),)),
    (
        "or equal to",
        "It was more than or equal to 40 degrees Celsius.",
        (("40 degrees Celsius", "40", "at_least", "degree_celsius"),),
    ),
    ("pounds of food", "It recalled 2 million pounds of beef.", (("2 million pounds", "2000000", "exact", "pound"),)),
    ("barrels", "It pumps 3 million barrels a day.", (("3 million barrels", "3000000", "exact", "barrel"),)),
    ("rate", "It kills 12.5 per 100,000 people.", (("12.5", "12.5", "exact", ""),)),
    ("feet and inches", "He is a 5-foot-6 guard.", (("5-foot-6", "5.5", "exact", "foot"),)),
    ("hours and minutes", "It took one hour and 50 minutes.", (("one hour and 50 minutes", "110", "exact", "minute"),)),
    ("storey", "It is a five-storey block.", (("five-storey", "5", "exact", "storey"),)),
    ("seconds", "They made two second half saves.", (("two", "2", "exact", ""),)),
    ("program", 'He was on the show "60 Minutes" then.', ()),
    ("compound", "It weighs 5 kg/m3 when wet.", (("5 kg", "5", "exact", "kilogram"),)),
    ("strength of a quake", "A 6.3-magnitude quake hit.", (("6.3-magnitude", "6.3", "exact", "magnitude"),)),
    ("strength before its number", "A magnitude-5 quake hit.", (("5", "5", "exact", "magnitude"),)),
    ("of such a strength", "A quake of magnitude 5.2 hit.", (("5.2", "5.2", "exact", "magnitude"),)),
    ("strength of", "It had a magnitude of 5.1.", (("5.1", "5.1", "exact", "magnitude"),)),
    (
        "orders of magnitude",
        "It is two orders of magnitude 4 sizes up.",
        (("two", "2", "exact", ""), ("4", "4", "exact", "")),
    ),
)
AGES = (
    ("between the ages", "Those between the ages of 17 and 20 stayed.", (("17 and 20", "17..20", "range", "year"),)),
    ("younger than", "They are all younger than 50.", (("50", "50", "less_than", "year"),)),
    ("one is no age", "The mayor of Ames, one of many, left.", (("one", "1", "exact", ""),)),
    ("apposition", "Maria Lopez, 52, said so.", (("52", "52", "exact", "year"),)),
    ("kin", "Their son, 7, was there.", (("7", "7", "exact", "year"),)),
    ("aged", "A man aged 34 was held.", (("34", "34", "exact", "year"),)),
    ("aged and", "Boys aged 14 and 16 were held.", (("14", "14", "exact", "year"), ("16", "16", "exact", "year"))),
    (
        "aged words",
        "Boys aged three and five were held.",
        (("three", "3", "exact", "year"), ("five", "5", "exact", "year")),
    ),
    ("others", "A man aged 45 and two others died.", (("45", "45", "exact", "year"), ("two", "2", "exact", ""))),
    (
        "of his",
        "A man aged 45 and two of his friends died.",
        (("45", "45", "exact", "year"), ("two", "2", "exact", "")),
    ),
    ("year-old", "A 38-year-old man was held.", (("38-year-old", "38", "exact", "year"),)),
    ("month-old", "A 6-month-old boy was held.", (("6-month-old", "6", "exact", "month"),)),
    ("pronoun", "She was 10 when it began.", (("10", "10", "exact", "year"),)),
    ("oldest", "The oldest, a widow, was 94.", (("94", "94", "exact", "year"),)),
    ("people under", "It helps people under 30 find work.", (("30", "30", "less_than", "year"),)),
    ("then so old", "The board picked Ann Lee, then 44, as its head.", (("44", "44", "exact", "year"),)),
    ("around", "She left when she was around 10, they say.", (("10", "10", "approx", "year"),)),
    ("already", "He already was 18 at the time.", (("18", "18", "exact", "year"),)),
    (
        "two of them",
        "Ann and Bo Lee, 22 and 19, were there.",
        (("22", "22", "exact", "year"), ("19", "19", "exact", "year")),
    ),
    ("and older", "It polled voters 45 and older.", (("45", "45", "at_least", "year"),)),
    ("decade", "They are in their 70s.", (("70s", "70..79", "range", "year"),)),
    ("ages range", "It hits drivers ages 16 to 24.", (("16 to 24", "16..24", "range", "year"),)),
    (
        "no age",
        "In Ohio, 12, 14 and 20 were drawn.",
        (("12", "12", "exact", ""), ("14", "14", "exact", ""), ("20", "20", "exact", "")),
    ),
    ("not an age", "She was 10 minutes late.", (("10 minutes", "10", "exact", "minute"),)),
)
NEGATIVES = (
    ("ratio", "They mix it 3:1 here.", (), "ratio"),
    ("hours", "Come between 2 and 3 p.m. then.", (), "time"),
    ("video", "It shows 1080p film.", (), "identifier"),
    ("screen", "It has a 4K screen.", (), "identifier"),
    ("shop", "He went to a 7-Eleven there.", (), "identifier"),
    ("caliber", "He had a .45-caliber gun.", (), "name"),
    ("visa", "She has an H-1B visa.", (), "identifier"),
    ("savings plan", "He put it in a 401(k) plan.", (), "section"),
    ("savings plan glued", "He put it in his 401k.", (), "section"),
    ("cited source", "Sales fell. [12]", (), "identifier"),
    ("list item", "Two things: 1) it sank.", (("Two", "2", "exact", ""),), "section"),
    ("headline with a verb", "Big Island Blast Kills 18, Wounding Children", (("18", "18", "exact", ""),), ""),
    ("last week's rank", "Ana Reyes (4.)", (), "no_amount"),
    ("a sentence in brackets", "It sank. (The crew was 12.)", (("12", "12", "exact", ""),), ""),
    ("in brackets", "It sank (with 40) there.", (("40", "40", "exact", ""),), ""),
    ("index", "The Standard & Poor's 500 fell.", (), "name"),
    ("show", "They saw Lee Park 360 was good.", (), "name"),
    ("dashed", "It runs on a 10-2-1 plan.", (), "identifier"),
    ("party", "They hold 24 seats, Democrats 10.", (("24", "24", "exact", ""), ("10", "10", "exact", "")), ""),
    ("parallel", "Lee has 253 votes, Park 214.", (("253", "253", "exact", ""), ("214", "214", "exact", "")), ""),
    ("average like a year", "It costs an average of 1500.", (("1500", "1500", "exact", ""),), ""),
    ("list of years", "Since 1998, 2000 soldiers came.", (("2000", "2000", "exact", ""),), "year"),
    ("highway sign", "Read These 3 Words On Highway Signs Now", (("3", "3", "exact", ""),), ""),
    ("date", "It began on March 5, 2015.", (), "date"),
    ("date range", "It ran Jan. 3-5.", (), "date"),
    ("day month", "It ran from 12 to 15 June 2016.", (), "date"),
    ("iso", "It began on 2015-03-05.", (), "date"),
    ("nine eleven", "It changed after 9/11.", (), "date"),
    ("year", "It began in 2015.", (), "year"),
    ("years", "It ran in 2015-16.", (), "year"),
    ("year before a plural", "In 2016 voters chose.", (), "year"),
    ("count like a year", "About 2000 people died.", (("2000", "2000", "approx", ""),), ""),
    ("decade of years", "It began in the 1990s.", (), "year"),
    ("short year", "He was in the class of '98.", (), "year"),
    ("quoted number", "They said ''27 boats sank''.", (("27", "27", "exact", ""),), ""),
    ("time", "It began at 5 p.m. on time.", (), "time"),
    ("clock", "It began at 10:45 that day.", (), "time"),
    ("oclock", "It began at five o'clock.", (), "time"),
    ("ordinal", "It was the 80th boat.", (), "ordinal"),
    ("phone", "Call 555-123-4567 now.", (), "phone"),
    ("area code", "Call (020) 7946 0958 now.", (), "phone"),
    ("section", "See Article 5 and page 3.", (), "section"),
    ("route", "They took Route 66 south.", (), "section"),
    ("number sign", "He is at No. 10 now.", (), "identifier"),
    ("model", "They flew an F-16 and an A320.", (), "identifier"),
    ("product", "It runs Windows 10 now.", (), "name"),
    ("aircraft", "They flew a Boeing 737 there.", (), "name"),
    ("group", "The Group of Seven met.", (), "name"),
    ("big three", "The Big Three automakers met.", (), "name"),
    ("sentence start", "Three people died.", (("Three", "3", "exact", ""),), ""),
    ("headline", "Storm Kills Two in Ames", (("Two", "2", "exact", ""),), ""),
    ("fortune", "Most Fortune 500 firms left.", (), "name"),
    ("possessive", "It is 12 more than Lee's 538.", (("12", "12", "exact", ""), ("538", "538", "exact", "")), ""),
    ("address", "He lives at 1600 Elm Street now.", (), "address"),
    ("zip", "Send it to Ames, IA 50010.", (), "identifier"),
    ("version", "It runs 3.1.2 now.", (), "identifier"),
    ("slash", "It is open 24/7 now.", (), "identifier"),
    ("digits run", "The key is 123456789012345678901234567890123.", (), "identifier"),
    ("mark-up", '<tag id="20456">', (), "identifier"),
    ("leading zero", "The code is 0203 now.", (), "identifier"),
    ("emergency", "A 911 caller said so.", (), "identifier"),
    ("list item", "1. Boats sank.", (), "no_amount"),
    ("place in brackets", "Mora (2.) leads Lind (1.) now.", (), "no_amount"),
    ("number of a heading alone", "2.", (), "no_amount"),
    (
        "list in a sentence",
        "He has two aims: 1. Lower rents 2. Faster trains.",
        (("two", "2", "exact", ""),),
        "no_amount",
    ),
    ("ranking", "The order:\n\n1 Ann Lee.\n\n2 Bo Mora.\n\n3 Cy Rand.\n", (), ""),
    ("no ranking", "The toll:\n\n3 men died\n\n9 were hurt\n", (("3", "3", "exact", ""), ("9", "9", "exact", "")), ""),
    (
        "ends of sentences",
        "Lee won 14. Mora won 15. Cole won none.",
        (("14", "14", "exact", ""), ("15", "15", "exact", "")),
        "",
    ),
    ("second point", "One, we must talk. Two, they must listen.", (), "no_amount"),
    ("no point", "Two, a nurse and a boy, were hurt.", (("Two", "2", "exact", ""),), ""),
    ("stamp", "AP-05-02-99 1714", (), "date"),
    ("glued month", "Posted by AnnFebruary 7, 2014", (), "date"),
    (
        "pair behind a name",
        "Mora trails Lee 458 to 359.",
        (("458", "458", "exact", ""), ("359", "359", "exact", "")),
        "",
    ),
    ("zip code behind a comma", "Write to Elm House, Utica, NY, 13501.", (), "identifier"),
    ("version", "They call it Farming 2.0 now.", (), "name"),
    ("headline", "Lee Just Said 3 Words About Rents That Shocked The Town", (("3", "3", "exact", ""),), ""),
    ("parted", "The crowd divided in two, and it rained.", (), "no_amount"),
    ("parted in towns", "The votes were split in two towns.", (("two", "2", "exact", ""),), ""),
    (
        "between shares",
        "It fell by between a quarter and a third.",
        (("a quarter and a third", "0.25..0.333333", "range", "fraction"),),
        "",
    ),
    ("between terms", "It fell between a third and a fourth term.", (), "no_amount"),
    ("part", "Read part 2 of the story.", (), "section"),
    ("verse", "She read from 2 Samuel 7:4.", (), "section"),
    ("enumerator", "First, his tone, and two, his words.", (), "no_amount"),
    ("six figures", "They paid a six-figure sum.", (), "no_amount"),
    ("compound word", "They took time to high-five fans.", (), "no_amount"),
    ("no one", "No one came.", (), "no_amount"),
    ("one another", "They met one another.", (), "no_amount"),
    ("zero tolerance", "It is a zero tolerance rule.", (), "no_amount"),
    ("zero", "They had zero injuries.", (("zero", "0", "exact", ""),), ""),
)


def _find(text: str) -> tuple[QuantityMention, ...]:
    return find_quantities(text, [CharSpan(0, len(text))], ())[0]


def _told(text: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (
            text[found.span.start : found.span.end],
            f"{found.low}..{found.high}" if found.value is None else str(found.value),
            found.modifier.value,
            found.unit,
        )
        for found in _find(text)
    )


READINGS = (*NUMBERS, *RANGES, *FRACTIONS, *MULTIPLES, *CONTESTS, *BOUNDS, *MONEY, *SHARES, *MEASURES, *AGES)


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, expected, id=why) for why, text, expected in READINGS]
)
def test_a_quantity_is_read(text: str, expected: tuple[tuple[str, str, str, str], ...]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [pytest.param(text, expected, reason, id=why) for why, text, expected, reason in NEGATIVES],
)
def test_a_number_that_is_no_quantity_is_refused_with_its_reason(
    text: str, expected: tuple[tuple[str, str, str, str], ...], reason: str
) -> None:
    _, refusals = find_quantities(text, [CharSpan(0, len(text))], ())
    assert _told(text) == expected
    assert not reason or {refusal.reason for refusal in refusals} == {reason}


def test_the_phrase_covers_the_words_that_bound() -> None:
    text = "They say more than an estimated 300 boats sank."
    (found,) = _find(text)
    assert text[found.phrase.start : found.phrase.end] == "more than an estimated 300"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        pytest.param("It paid 98 cents a share.", "share", id="a share"),
        pytest.param("They earn $12-an-hour wages.", "hour", id="hyphens"),
        pytest.param("It emits 3 tons per year.", "year", id="per"),
        pytest.param("It kills 12 per 100,000 people.", "100,000 people", id="per number of people"),
        pytest.param("It costs $21 per square foot.", "square foot", id="two words"),
        pytest.param("It made $7 million a year earlier.", "", id="a year earlier is a time"),
        pytest.param("It sold 300 boats a captain had built.", "", id="a captain counts nothing"),
    ],
)
def test_a_rate_keeps_its_denominator(text: str, per: str) -> None:
    assert _find(text)[0].per == per


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        pytest.param("It cost $3.", ("currency_assumed",), id="whose dollar is not said"),
        pytest.param("It cost US$3.", (), id="whose dollar is said"),
        pytest.param("It cost $3. All figures are in Canadian dollars.", (), id="the article says whose"),
        pytest.param("They counted ٣٤٥ boats.", ("non_latin_digits",), id="digits of another script"),
        pytest.param("It weighs 5 kg/m3 when wet.", ("unit_unread",), id="a unit made of several"),
    ],
)
def test_what_is_doubtful_is_flagged(text: str, flags: tuple[str, ...]) -> None:
    assert _find(text)[0].flags == flags


def test_the_articles_own_dollar_is_taken_where_it_says_so() -> None:
    assert [found.unit for found in _find("It cost $3. All amounts are in NZ$ unless stated.")] == ["NZD"]


def _timex(text: str, words: str, kind: TimexKind, *, locates: bool) -> TimexMention:
    start = text.index(words)
    return TimexMention(CharSpan(start, start + len(words)), kind, locates, "test")


@pytest.mark.parametrize(
    ("words", "kind", "locates", "reasons"),
    [
        pytest.param("in the past 20 years", TimexKind.DATE, True, ["date"], id="a place in time"),
        pytest.param("20 years", TimexKind.DURATION, False, [], id="a length of time"),
        pytest.param("past 20 years", TimexKind.SET, True, [], id="a repeated time holds an amount"),
        pytest.param("past 20 years", TimexKind.TIME, True, ["time"], id="a time of day"),
    ],
)
def test_numbers_in_a_time_expression_that_locates_are_refused(
    words: str, kind: TimexKind, locates: bool, reasons: list[str]
) -> None:
    text = "Sales grew in the past 20 years."
    mentions, refusals = find_quantities(text, [CharSpan(0, len(text))], [_timex(text, words, kind, locates=locates)])
    assert [refusal.reason for refusal in refusals] == reasons
    assert len(mentions) == (0 if reasons else 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"They are in their {'9' * 30}s.", id="thirty nines"),
        pytest.param(f"{'9' * 21} million lakh crore boats", id="beyond the precision"),
        pytest.param(f"It cost ${'9' * 20}.{'9' * 40} trillion trillion.", id="decimals without end"),
        pytest.param("1e400 boats", id="an exponent"),
        pytest.param("5/0 and 1/0 of 5 1/0", id="nothing to divide by"),
        pytest.param("² ³ ¹ ½½½ ⅞⅞", id="powers and fractions"),
        pytest.param("5\u0085boats \ud800 7", id="odd characters"),
    ],
)
def test_odd_numbers_do_no_harm(text: str) -> None:
    find_quantities(text, [CharSpan(0, len(text))], ())


def test_nothing_crosses_the_border_of_a_span() -> None:
    text = "between 5 and 10 boats"
    mentions, _ = find_quantities(text, [CharSpan(0, 9), CharSpan(10, len(text))], ())
    assert [found.value for found in mentions] == [Decimal(5), Decimal(10)]


PARTS = (
    "5 1,200 3.5 ½ 2/3 -4 $ € % bn million half a an one two dozen hundreds of between and to from or - – / ( ) . , : "
    "percent points more than at least years old miles km/h °C a.m. June 2016 Article § # + p kg/m3 ٣ １ per share"
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PARTS.split()), st.text(max_size=3)), max_size=14), st.sampled_from(["", " "])
)
def test_any_text_is_read_without_an_exception_and_in_order(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    mentions, refusals = find_quantities(text, [CharSpan(0, len(text))], ())
    spans = [found.span for found in mentions]
    assert spans == sorted(spans)
    assert [refusal.span for refusal in refusals] == sorted(refusal.span for refusal in refusals)
    for found in mentions:
        assert 0 <= found.phrase.start <= found.span.start <= found.number.start
        assert found.number.start < found.number.end <= found.span.end <= len(text)
        assert (found.value is None) == (found.low is not None) == (found.high is not None)
    assert not any(before.end > after.start for before, after in pairwise(spans))

"""One page further from mastery: when one practised and for how long, what is coming, how right the forecasts were.

`spent` reads the log once, `calendar` draws its days, `calibration` holds what was predicted against what came,
`coming` says what the plan will ask, `details_page` is all of it.
"""

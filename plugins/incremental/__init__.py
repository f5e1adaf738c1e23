"""What is fresh, and why the rest is made again.

    scan · store · code            has a file changed; what earlier builds worked out; what code made it
    fingerprint · templates        what a page comes from
    freshness · writer · record    which files of an output can stay; whole files by rename; whose they are
    standing · twins               does the whole edition still stand; what is lost of it is put back

Not a Pelican plugin: the edition hands it what to run.
"""

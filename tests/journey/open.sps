* Runs the SPSS syntax that a report was saved with, and prints what is in the data: rows, shown
  values, withheld ones, the sum of the shown; people, mean and interval of the index.
INSERT FILE='qingdan-release.sps' ENCODING='UTF8'.
DO IF table = 2 AND statistic = 2.
PRINT OUTFILE='index.txt' /n (F10.0) ' ' value low high (3F20.6).
END IF.
EXECUTE.
COMPUTE one = 1.
COMPUTE shown = 1 - MISSING(value).
COMPUTE hidden = MISSING(value).
AGGREGATE /OUTFILE=* MODE=REPLACE /BREAK=one /rows = N /shown = SUM(shown)
  /hidden = SUM(hidden) /total = SUM(value).
PRINT OUTFILE='found.txt' /rows shown hidden (3F10.0) ' ' total (F20.6).
EXECUTE.

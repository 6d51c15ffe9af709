# Runs the R code that a report was saved with, in the folder of its files, and prints what is in
# the data: rows, shown values, withheld ones, the sum of the shown, and people, mean and interval of
# the index. Usage: Rscript open.R, in that folder.
source("qingdan-release.R", encoding = "UTF-8")
stopifnot(
  is.factor(release$table), is.factor(release$statistic),
  !anyNA(release$table), !anyNA(release$statistic)
)
number <- function(value) format(value, digits = 15, scientific = FALSE)
index <- release[as.integer(release$table) == 2 & as.integer(release$statistic) == 2, ]
stopifnot(nrow(index) == 1)
cat(
  "R", nrow(release), sum(!is.na(release$value)), sum(is.na(release$value)),
  number(sum(release$value, na.rm = TRUE)), index$n, number(index$value), number(index$low),
  number(index$high), "\n"
)

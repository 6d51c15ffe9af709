# The formulas of statistics once more, by R and its package psych, from formula_data.json.
#
#     Rscript formulas.R generate    write formula_r.json
#     Rscript formulas.R --check     compare the committed file with a fresh computation
#
# Run it in this folder. Needs the packages psych and jsonlite; see README.md beside this file.

suppressPackageStartupMessages({
  library(jsonlite)
  library(psych)
})

FOLDER <- file.path("..", "fixtures", "oracle")
TOLERANCE <- 1e-9
# Iterated fits stop a little before or after one another.
FIT_TOLERANCE <- 1e-6
# Rounds of principal axes after which a fit has not settled.
ROUNDS <- 20000

one <- function(x) unbox(as.numeric(x))
ends <- function(interval) list(low = one(interval[1]), high = one(interval[2]))
numbers <- function(x) as.numeric(unlist(x))
scores <- function(sample) {
  rep(numbers(sample$values), numbers(sample$people)) / sample$units
}

moments <- function(sample) {
  x <- scores(sample)
  c(list(mean = one(mean(x)), sd = one(sd(x))),
    ends(pmin(100, pmax(0, t.test(x)$conf.int))))
}

# Hedges' exact correction; lbeta keeps what two large lgamma would lose.
correction <- function(m) exp(lgamma(0.5) - lbeta((m - 1) / 2, 0.5) - log(m / 2) / 2)

group_difference <- function(first, second) {
  x <- scores(first)
  y <- scores(second)
  found <- t.test(y, x)
  m <- length(x) + length(y) - 2
  pooled <- sqrt(((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / m)
  difference <- mean(y) - mean(x)
  c(list(difference = one(difference), freedom = one(found$parameter), p = one(found$p.value),
         g = one(difference / pooled * correction(m))), ends(found$conf.int))
}

holm <- function(values) {
  p <- vapply(values, function(p) if (is.null(p)) NA_real_ else as.numeric(p), 0)
  p.adjust(p, "holm")
}

# The score interval of one share is Wilson's; Newcombe joins two of them.
wilson <- function(count, n) suppressWarnings(prop.test(count, n, correct = FALSE)$conf.int)
shares <- function(v) {
  a <- wilson(v[1], v[2])
  b <- wilson(v[3], v[4])
  p <- c(v[1] / v[2], v[3] / v[4])
  d <- p[2] - p[1]
  c(list(first = ends(a), second = ends(b), difference = one(d)),
    ends(c(d - sqrt((p[2] - b[1])^2 + (a[2] - p[1])^2),
           d + sqrt((b[2] - p[2])^2 + (p[1] - a[1])^2))))
}

omega_one <- function(x) {
  covariances <- cov(x)
  fit <- suppressWarnings(suppressMessages(
    fa(covariances, n.obs = nrow(x), fm = "pa", covar = TRUE, min.err = 1e-13,
       max.iter = ROUNDS, warnings = FALSE)))
  loadings <- as.numeric(fit$loadings)
  unique <- diag(covariances) - loadings^2
  if (length(fit$communality.iterations) >= ROUNDS || any(unique <= 0)) return(one(NA))
  one(sum(loadings)^2 / (sum(loadings)^2 + sum(unique)))
}

reliability <- function(rows) {
  x <- do.call(rbind, lapply(rows, numbers))
  colnames(x) <- paste0("i", seq_len(ncol(x)))
  found <- suppressWarnings(suppressMessages(
    alpha(as.data.frame(x), check.keys = FALSE, warnings = FALSE)))
  raw <- found$total$raw_alpha
  interval <- alpha.ci(raw, nrow(x), ncol(x))
  c(list(alpha = one(raw), omega = if (ncol(x) > 2) omega_one(x) else one(NA),
         rest = as.numeric(found$item.stats$r.drop)),
    ends(c(interval$lower.ci, interval$upper.ci)))
}

correlation <- function(pair) {
  x <- numbers(pair$x)
  y <- numbers(pair$y)
  found <- cor.test(x, y)
  c(list(pearson = one(found$estimate), spearman = one(cor(x, y, method = "spearman"))),
    ends(found$conf.int))
}

standardised <- function(strata) {
  n <- vapply(strata, function(s) length(scores(s[[1]])), 0)
  weights <- n / sum(n)
  tests <- lapply(strata, function(s) t.test(scores(s[[2]]), scores(s[[1]])))
  difference <- sum(weights * vapply(tests, function(t) t$estimate[1] - t$estimate[2], 0))
  variances <- weights^2 * vapply(tests, function(t) t$stderr^2, 0)
  # Welch's freedom of each stratum holds its part of the sum below.
  freedom <- sum(variances)^2 /
    sum(variances^2 / vapply(tests, function(t) as.numeric(t$parameter), 0))
  error <- sqrt(sum(variances))
  c(list(difference = one(difference), freedom = one(freedom),
         p = one(2 * pt(-abs(difference / error), freedom))),
    ends(difference + c(-1, 1) * qt(0.975, freedom) * error))
}

detectable <- function(v) {
  error <- sqrt(v[1]^2 / v[2] + v[3]^2 / v[4])
  list(interval = one(qnorm(0.975) * error), power = one((qnorm(0.975) + qnorm(0.8)) * error))
}

hours <- function(pair) {
  ends(c(max(0, t.test(scores(pair[[1]]))$conf.int[1]), t.test(scores(pair[[2]]))$conf.int[2]))
}

compute <- function() {
  data <- read_json(file.path(FOLDER, "formula_data.json"))
  list(
    samples = lapply(data$samples, moments),
    groups = lapply(data$groups, function(pair) {
      group_difference(data$samples[[pair[[1]] + 1]], data$samples[[pair[[2]] + 1]])
    }),
    p = lapply(data$p, holm),
    shares = lapply(data$shares, function(v) shares(numbers(v))),
    items = lapply(data$items, reliability),
    pairs = lapply(data$pairs, correlation),
    strata = lapply(data$strata, standardised),
    detectable = lapply(data$detectable, function(v) detectable(numbers(v))),
    hours = lapply(data$hours, hours),
    t = qt(0.975, numbers(data$t)),
    # qf itself takes chi-square instead of F above 400,000 degrees of freedom.
    f = lapply(data$f, function(v) {
      v <- numbers(v)
      x <- qbeta(c(0.025, 0.975), v[1] / 2, v[2] / 2)
      ends(v[2] / v[1] * x / (1 - x))
    })
  )
}

text <- function(content) toJSON(content, digits = I(17), null = "null", na = "null", pretty = 1)

differences <- function(found, expected, place) {
  if (is.list(found) && is.list(expected) && identical(names(found), names(expected)) &&
        length(found) == length(expected)) {
    keys <- if (is.null(names(found))) seq_along(found) - 1 else names(found)
    return(unlist(Map(differences, found, expected, paste0(place, ".", keys))))
  }
  tolerance <- if (endsWith(place, "omega")) FIT_TOLERANCE else TOLERANCE
  same <- is.null(found) && is.null(expected) ||
    is.numeric(found) && is.numeric(expected) &&
      abs(found - expected) <= tolerance * max(1, abs(expected))
  if (same) NULL else place
}

check <- function() {
  committed <- read_json(file.path(FOLDER, "formula_r.json"))
  wrong <- differences(parse_json(text(compute())), committed, "formula_r.json")
  for (place in wrong) message("differs: ", place)
  quit(status = if (length(wrong)) 1 else 0)
}

switch(
  paste(commandArgs(TRUE), collapse = " "),
  "generate" = writeLines(text(compute()), file.path(FOLDER, "formula_r.json")),
  "--check" = check(),
  stop("generate or --check")
)

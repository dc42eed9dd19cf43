# Makes series.csv and expected.csv: see SOURCE.txt. bfast/ is a checkout of github.com/bfast2/bfast; eolearn.csv holds
# one row a date: days since 1970, then NDVI of 20 pixels, NA where masked.
# Runs R bfast's bfastmonitor (with strucchange in place of strucchangeRcpp) on the series of series.csv.
suppressMessages({library(zoo); library(strucchange)})
B <- "bfast/"
for (f in c("bfastpp","bfastts","bfastmonitor","history_roc","history_break")) source(paste0(B,"R/",f,".R"))
e <- new.env(); for (f in c("som","harvest")) load(paste0(B,"data/",f,".rda"), e)
set.seed(20121)
series <- list()
put <- function(name, x, start) series[[name]] <<- list(x=x, start=start)
put("som_a", as.ts(zoo(e$som$NDVI.a, e$som$Time)), 2010+12/23)
put("som_b", as.ts(zoo(e$som$NDVI.b, e$som$Time)), 2010+12/23)
put("harvest", e$harvest, 2004)
put("harvest_late", e$harvest, 2007)
ndvi <- read.csv("eolearn.csv", header=FALSE)
for (i in 2:ncol(ndvi)) put(paste0("eolearn",i-1), bfastts(ndvi[[i]], as.Date(ndvi[[1]], origin="1970-01-01"), type="irregular"), 2017)
sim <- function(freq, years, start, missing, i) {
  n <- freq*years; t <- 2000+(0:(n-1))/freq
  y <- 0.6+0.01*(t-2004)+0.15*cos(2*pi*t-1)+0.05*sin(4*pi*t)
  y <- y + rnorm(n, 0, 0.04)
  at <- start + runif(1)*(years-start)
  size <- c(0, -0.04, -0.08, -0.16, 0.3)[1+i%%5]
  y[t-2000 >= at] <- y[t-2000 >= at]+size
  if (i%%3==0) { s <- runif(1)*start; y[t-2000 < s] <- y[t-2000 < s]+0.15 }
  y[runif(n) < missing] <- NA
  ts(round(y,4), start=2000, frequency=freq)
}
for (i in 1:40) put(paste0("modis",i), sim(23, 11, 7, 0.2, i), 2007)
for (i in 1:40) put(paste0("s2_",i), sim(73, 5, 3.5, 0.55, i), 2003.5)
conf <- list(
 c("ROC","OLS-MOSUM","0.25","0.05","10","3","1"), c("all","OLS-MOSUM","0.25","0.05","10","3","1"),
 c("ROC","OLS-CUSUM","0.25","0.05","10","3","1"), c("all","OLS-CUSUM","0.25","0.01","10","1","0"),
 c("ROC","OLS-MOSUM","0.5","0.01","4","2","1"), c("all","OLS-MOSUM","1","0.0225","2","1","0"))
out <- file("bfast_expected.csv","w")
writeLines("series,history,process,h,alpha,period,harmonics,trend,monitor,break,magnitude,historyStart,historyCount,sigma", out)
f <- function(v) ifelse(is.na(v), "", sprintf("%.10g", v))
ser <- file("bfast_series.csv","w")
for (nm in names(series)) {
  x <- series[[nm]]$x; st <- series[[nm]]$start
  ok <- !is.na(x)
  writeLines(paste0(nm,",time,", paste(sprintf("%.10g", as.numeric(time(x))[ok]), collapse=",")), ser)
  writeLines(paste0(nm,",value,", paste(sprintf("%.6g", as.numeric(x)[ok]), collapse=",")), ser)
  for (c in conf) {
    fm <- if (c[7]=="1") response ~ trend + harmon else response ~ harmon
    r <- suppressWarnings(try(bfastmonitor(x, start=st, formula=fm, order=as.numeric(c[6]), history=c[1], type=c[2], h=as.numeric(c[3]), level=as.numeric(c[4]), end=as.numeric(c[5])), silent=TRUE))
    if (inherits(r,"try-error")) { cat(nm, c, r[1], "\n"); next }
    writeLines(paste(nm, c[1], c[2], c[3], c[4], c[5], c[6], c[7], sprintf("%.10g",st), f(r$breakpoint), f(r$magnitude), f(r$history[1]), nobs(r$model), f(summary(r$model)$sigma), sep=","), out)
  }
}
close(out); close(ser)

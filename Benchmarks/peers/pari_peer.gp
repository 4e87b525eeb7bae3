\\ The tasks in PARI/GP: floating point without an error bound, 16 bits more than asked for.
\\
\\ Set task, kernel, depth, terms (for "expand") and bits, then read this file. Times are CPU time.

default(realbitprecision, bits + 16);

kappas(u) = {
  my(u0 = polcoef(u, 0), du = deriv(u), angle = Pi - acos(u0), k0, k1);
  k0 = intformal(1/sqrt(1 - u^2)*du)/Pi + angle/Pi;
  k1 = intformal(k0*du) + (u0*angle + sqrt(1 - u0^2))/Pi;
  [k0, k1]
};
fcseries() = {
  my(s = 't + O('t^terms), tangent = s, k);
  for(l = 1, depth, k = kappas(s); s = k[2]; tangent = s + tangent*k[1]);
  tangent
};
resseries() = {
  my(s = 't + O('t^terms), tangent = 0, c = 1, k);
  for(l = 1, depth,
    k = kappas(s);
    tangent = tangent + (k[1]*(tangent + c*s) + c*k[2])/4;
    s = (s + k[2]/4)*4/5; c = c*5/4);
  tangent
};
pointkappas(u) = my(angle = Pi - acos(u)); [angle/Pi, (u*angle + sqrt(1 - u*u))/Pi];
fcvalue() = {
  my(s = 1./3, tangent = s, k);
  for(l = 1, depth, k = pointkappas(s); s = k[2]; tangent = s + tangent*k[1]);
  tangent
};
resvalue() = {
  my(s = 1./3, tangent = 0, c = 1, k);
  for(l = 1, depth,
    k = pointkappas(s);
    tangent = tangent + (k[1]*(tangent + c*s) + c*k[2])/4;
    s = (s + k[2]/4)*4/5; c = c*5/4);
  tangent
};
fcat(t) = {
  my(s = t, tangent = t, k);
  for(l = 1, depth, k = pointkappas(s); s = k[2]; tangent = s + tangent*k[1]);
  tangent
};
\\ One Gauss-Legendre rule in the angle for all degrees; nothing says whether its nodes suffice.
spectrum() = {
  my(rule = intnumgaussinit((terms + bits + 1)\2*2), sums = vector(terms), angle, t, value, before, now);
  for(i = 1, #rule[1], for(side = 0, 1, \\ the nodes come in pairs, one of which is listed
    angle = Pi/2*(1 + (-1)^side*rule[1][i]); t = cos(angle);
    value = fcat(t)*sin(angle)*rule[2][i]*Pi/4;
    before = 1; now = t;
    for(k = 0, terms - 1,
      sums[k+1] += value*before;
      [before, now] = [now, ((2*k+3)*t*now - (k+1)*before)/(k+2)])));
  Pol(Vecrev(sums), 'x)
};
computation() = {
  if(task == "eigenvalues", spectrum(),
    task == "expand", if(kernel == "fc", fcseries(), resseries()),
    if(kernel == "fc", fcvalue(), resvalue()))
};

\\ The clock ticks in milliseconds: short computations are repeated until 50 of them have passed.
timed(repeats) = my(start = getabstime()); for(i = 1, repeats, computation()); (getabstime() - start)/1000./repeats;
peak() = my(lines = readstr("/proc/self/status")); for(i = 1, #lines, if(strsplit(lines[i], ":")[1] == "VmHWM", return(eval(strsplit(strsplit(lines[i], ":")[2], "k")[1])/1024.))); 0;

wall = getwalltime();
first = timed(1);
wall = (getwalltime() - wall)/1000.;
memory = iferr(peak(), E, 0);
repeats = if(first >= 0.05, 1, ceil(0.05/max(first, 0.0001)));
times = if(first > 2 || task == "eigenvalues", [first], vecsort(vector(3, i, timed(repeats))));
seconds = times[(#times + 1)\2];

digits10 = bits*30103\100000 + 12;
default(format, Str("e.", digits10));
text(x) = concat(strsplit(Str(x), " "));
result = computation();
sample(n) = Str("\"", n, "\": {\"mid\": \"", text(polcoef(result, n)), "\"}");
indices = if(task == "eigenvalues", [0..terms-1], Set(select(n -> n < terms, [0, 1, 2, terms\2, terms - 1])));
samples = if(task != "evaluate", strjoin([sample(n) | n <- indices], ", "), Str("\"1/3\": {\"mid\": \"", text(result), "\"}"));
default(format, "g.9");
print("{\"seconds\": ", text(seconds), ", \"wallSeconds\": ", text(wall), ", \"runs\": ", #times, ", \"peakMebibytes\": ", text(memory), ", \"precision\": ", bits + 16, ", \"samples\": {", samples, "}}");

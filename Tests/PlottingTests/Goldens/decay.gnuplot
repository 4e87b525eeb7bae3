set terminal svg size 900,560 font 'DejaVu Sans,14' enhanced rounded background rgb 'white'
set output 'x.svg'
set encoding utf8
set border 3 lc rgb '#404040'
set tics nomirror out scale 0.7
set grid xtics ytics lc rgb '#D9D9D9' lt 1 lw 0.8
set key outside right center vertical Left reverse samplen 1.6 spacing 1.35
set bars small
set xlabel 'frequency k'
set ylabel 'eigenvalue μ_k' offset -0.5,0
set title 'decay' noenhanced
set logscale x
set format x '%g'
set logscale y
set format y '10^{%T}'
set xrange [0.8695652173913044:5.75]
$curve0 << END
1.0 1.0
2.0 0.25
3.0 0.1111111111111111
4.0 0.0625
5.0 0.04
END
$curve1 << END
1.0 0.5
2.0 0.25
4.0 0.015625
END
$bars1 << END
2.0 0.25 0.21875 0.28125
END
$law0_0 << END
1.0 2.0
5.0 0.05
END
plot $curve0 with points pt 7 ps 0.55 lc rgb '#0072B2' title 'fc_ntk(3)' noenhanced, \
  $curve1 with points pt 9 ps 0.55 lc rgb '#D55E00' title 'it''s 50% & x^2' noenhanced, \
  $bars1 with yerrorbars pt 0 lw 1 lc rgb '#D55E00' notitle, \
  $law0_0 with lines dt 2 lw 1 lc rgb '#0072B2' notitle, \
  NaN with lines dt 2 lw 1 lc rgb '#404040' title 'proved law', \
  1.5*x**(-3.0/2.0) with lines dt 2 lw 1.5 lc rgb '#404040' title '∝ k^{-3/2}'

/* Eigenvalues of FC-NTK in three dimensions by Arb's integrator with proved errors, one degree after the other.
 *
 * usage: arb_peer eigenvalues fc DEPTH COUNT BITS
 *        arb_peer version
 *
 * The eigenvalue of degree k is half the integral of Theta(t)*P_k(t) over [-1, 1]. From the formula as it stands
 * the integrator gives up, because balls of arccosines and roots grow without bound near the branch points. So all
 * functions are enclosed by hand here:
 *
 * - kappa0 and kappa1 are increasing on [-1, 1], so on a real interval they lie between their values at its ends;
 *   kappa1' = kappa0 <= 1, so on a narrow one the value in the middle is widened by the radius;
 * - on a box of the complex plane off the cuts (-oo, -1] and [1, oo) they lie in the mean-value form, with
 *   kappa1' = kappa0 and kappa0' = 1/(pi*sqrt((1 - z)(1 + z)));
 * - |P_k(z)| <= (a + sqrt(a^2 - 1))^k with a = (|z - 1| + |z + 1|)/2, by Laplace's integral; the integrator wants only
 *   a bound there.
 */
#if __has_include(<flint/acb_calc.h>)
#include <flint/acb_calc.h>
#include <flint/arb_hypgeom.h>
#include <flint/flint.h>
#else
#include <acb_calc.h>
#include <arb_hypgeom.h>
#include <flint/flint.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SPARE_BITS 8

typedef struct {
    slong depth;
    ulong degree;
} Integrand;

/* kappa0 and kappa1 at a real number of [-1, 1]. */
static void
kappas_at_point(arb_t k0, arb_t k1, const arf_t x, slong prec)
{
    arb_t t, angle, low, high, pi;
    arb_init(t); arb_init(angle); arb_init(low); arb_init(high); arb_init(pi);
    arb_set_arf(t, x);
    arb_const_pi(pi, prec);
    arb_acos(angle, t, prec);
    arb_sub(angle, pi, angle, prec);
    arb_sub_ui(low, t, 1, prec);
    arb_neg(low, low);
    arb_add_ui(high, t, 1, prec);
    arb_mul(low, low, high, prec);
    arb_sqrtpos(low, low, prec);
    arb_addmul(low, t, angle, prec);
    arb_div(k0, angle, pi, prec);
    arb_div(k1, low, pi, prec);
    arb_clear(t); arb_clear(angle); arb_clear(low); arb_clear(high); arb_clear(pi);
}

/* kappa0 and kappa1 on a real interval, of which only the part in [-1, 1] counts. */
static void
kappas_on_interval(arb_t k0, arb_t k1, const arb_t x, slong prec)
{
    arf_t low, high;
    arb_t k0low, k1low, k0high, k1high;
    arf_init(low); arf_init(high);
    arb_init(k0low); arb_init(k1low); arb_init(k0high); arb_init(k1high);
    arb_get_lbound_arf(low, x, prec);
    arb_get_ubound_arf(high, x, prec);
    if (arf_cmp_si(low, -1) < 0) arf_set_si(low, -1);
    if (arf_cmp_si(high, 1) > 0) arf_set_si(high, 1);
    if (arf_cmp(low, high) > 0) {
        arb_indeterminate(k0);
        arb_indeterminate(k1);
    } else {
        kappas_at_point(k0low, k1low, low, prec);
        kappas_at_point(k0high, k1high, high, prec);
        arb_union(k0, k0low, k0high, prec);
        arb_union(k1, k1low, k1high, prec);
    }
    arf_clear(low); arf_clear(high);
    arb_clear(k0low); arb_clear(k1low); arb_clear(k0high); arb_clear(k1high);
}

/* The same for a narrow interval away from the branch points, by one arccosine; 0 when it is none. */
static int
kappas_on_narrow_interval(arb_t k0, arb_t k1, const arb_t x, slong prec)
{
    arb_t gap;
    mag_t low, slope, radius;
    int narrow;
    arb_init(gap); mag_init(low); mag_init(slope); mag_init(radius);
    arb_abs(gap, x);
    arb_sub_ui(gap, gap, 1, MAG_BITS * 2);
    arb_neg(gap, gap);
    arb_get_mag_lower(low, gap);
    mag_mul_2exp_si(slope, arb_radref(x), 16);
    narrow = arb_is_positive(gap) && mag_cmp(slope, low) < 0;
    if (narrow) {
        mag_set(radius, arb_radref(x));
        kappas_at_point(k0, k1, arb_midref(x), prec);
        arb_add_error_mag(k1, radius);
        /* 1/(pi*sqrt(1 - x^2)) <= 1/sqrt(1 - |x|) */
        mag_rsqrt(slope, low);
        mag_mul(slope, slope, radius);
        arb_add_error_mag(k0, slope);
    }
    arb_clear(gap); mag_clear(low); mag_clear(slope); mag_clear(radius);
    return narrow;
}

/* Whether the box stays off the cuts (-oo, -1] and [1, oo). */
static int
avoids_cuts(const acb_t z)
{
    arb_t one;
    int result;
    if (!arb_contains_zero(acb_imagref(z))) return 1;
    arb_init(one);
    arb_one(one);
    result = arb_lt(acb_realref(z), one);
    arb_neg(one, one);
    result = result && arb_gt(acb_realref(z), one);
    arb_clear(one);
    return result;
}

/* kappa0 and kappa1 at a complex number off the cuts, and 1/kappa0' = pi*sqrt((1 - z)(1 + z)). */
static void
complex_kappas(acb_t k0, acb_t k1, acb_t inverse_slope, const acb_t z, slong prec)
{
    acb_t angle, root, other;
    arb_t pi;
    acb_init(angle); acb_init(root); acb_init(other); arb_init(pi);
    arb_const_pi(pi, prec);
    acb_acos(angle, z, prec);
    acb_neg(angle, angle);
    acb_add_arb(angle, angle, pi, prec);
    acb_sub_ui(root, z, 1, prec);
    acb_neg(root, root);
    acb_add_ui(other, z, 1, prec);
    acb_mul(root, root, other, prec);
    acb_sqrt(root, root, prec);
    acb_mul_arb(inverse_slope, root, pi, prec);
    acb_addmul(root, z, angle, prec);
    acb_div_arb(k1, root, pi, prec);
    acb_div_arb(k0, angle, pi, prec);
    acb_clear(angle); acb_clear(root); acb_clear(other); arb_clear(pi);
}

/* kappa0 and kappa1 on a box. */
static void
kappas(acb_t k0, acb_t k1, const acb_t z, int analytic, slong prec)
{
    acb_t middle, slope, difference, unused;
    if (acb_is_real(z) && (!analytic || avoids_cuts(z))) {
        arb_zero(acb_imagref(k0));
        arb_zero(acb_imagref(k1));
        if (!kappas_on_narrow_interval(acb_realref(k0), acb_realref(k1), acb_realref(z), prec))
            kappas_on_interval(acb_realref(k0), acb_realref(k1), acb_realref(z), prec);
        return;
    }
    if (!avoids_cuts(z)) {
        acb_indeterminate(k0);
        acb_indeterminate(k1);
        return;
    }
    acb_init(middle); acb_init(slope); acb_init(difference); acb_init(unused);
    acb_get_mid(middle, z);
    acb_sub(difference, z, middle, prec);
    complex_kappas(k0, k1, slope, z, prec); /* for the slope and as a first enclosure */
    if (acb_contains_zero(slope)) {
        acb_set(slope, k0);
        complex_kappas(k0, k1, unused, middle, prec);
        acb_set(k0, slope);
    } else {
        acb_inv(slope, slope, prec);
        complex_kappas(k0, k1, unused, middle, prec);
        acb_addmul(k0, slope, difference, prec);
    }
    acb_addmul(k1, k0, difference, prec);
    acb_clear(middle); acb_clear(slope); acb_clear(difference); acb_clear(unused);
}

/* P_k on a box; off the real line only a bound. */
static void
legendre(acb_t result, ulong degree, const acb_t z, slong prec)
{
    acb_t shifted;
    mag_t left, right;
    arb_t a, root;
    if (acb_is_real(z)) {
        arb_t t, unit;
        arb_init(t); arb_init(unit);
        /* The part in [-1, 1], where |P_k| <= 1. */
        mag_one(arb_radref(unit));
        if (!arb_intersection(t, acb_realref(z), unit, 2 * prec)) arb_set(t, acb_realref(z));
        arb_zero(acb_imagref(result));
        arb_hypgeom_legendre_p_ui(acb_realref(result), NULL, degree, t, prec);
        if (!arb_intersection(acb_realref(result), acb_realref(result), unit, prec))
            arb_set(acb_realref(result), unit);
        arb_clear(t); arb_clear(unit);
        return;
    }
    acb_init(shifted); mag_init(left); mag_init(right); arb_init(a); arb_init(root);
    acb_sub_ui(shifted, z, 1, prec);
    acb_get_mag(left, shifted);
    acb_add_ui(shifted, z, 1, prec);
    acb_get_mag(right, shifted);
    mag_add(left, left, right);
    mag_mul_2exp_si(left, left, -1);
    arf_set_mag(arb_midref(a), left);
    arb_mul(root, a, a, prec);
    arb_sub_ui(root, root, 1, prec);
    arb_sqrtpos(root, root, prec);
    arb_add(a, a, root, prec);
    arb_pow_ui(a, a, degree, prec);
    arb_get_mag(right, a);
    acb_zero(result);
    acb_add_error_mag(result, right);
    acb_clear(shifted); mag_clear(left); mag_clear(right); arb_clear(a); arb_clear(root);
}

static int
integrand(acb_ptr result, const acb_t t, void * data, slong order, slong prec)
{
    const Integrand * self = data;
    acb_t s, k0, k1, tangent;
    acb_init(s); acb_init(k0); acb_init(k1); acb_init(tangent);
    acb_set(s, t);
    acb_set(tangent, t);
    for (slong layer = 0; layer < self->depth; layer++) {
        kappas(k0, k1, s, order > 0, prec);
        acb_set(s, k1);
        acb_mul(tangent, tangent, k0, prec);
        acb_add(tangent, tangent, s, prec);
    }
    legendre(k0, self->degree, t, prec);
    acb_mul(result, tangent, k0, prec);
    if (!acb_is_finite(result)) acb_indeterminate(result);
    acb_clear(s); acb_clear(k0); acb_clear(k1); acb_clear(tangent);
    return 0;
}

static double
seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec + 1e-9 * now.tv_nsec;
}

static double
peak_mebibytes(void)
{
    char line[256];
    double peak = 0;
    FILE * status = fopen("/proc/self/status", "r");
    if (status == NULL) return 0;
    while (fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %lf", &peak) == 1) break;
    fclose(status);
    return peak / 1024;
}

/* The ball in decimal, as "mid" and "rad". */
static void
print_ball(slong degree, const arb_t ball, slong digits)
{
    fmpz_t mid, rad, exponent;
    fmpz_init(mid); fmpz_init(rad); fmpz_init(exponent);
    arb_get_fmpz_mid_rad_10exp(mid, rad, exponent, ball, digits);
    flint_printf("%s\"%wd\": {\"mid\": \"", degree ? ", " : "", degree);
    fmpz_print(mid); printf("e"); fmpz_print(exponent);
    printf("\", \"rad\": \"");
    fmpz_print(rad); printf("e"); fmpz_print(exponent);
    printf("\"}");
    fmpz_clear(mid); fmpz_clear(rad); fmpz_clear(exponent);
}

int
main(int count, char ** words)
{
    if (count == 2 && strcmp(words[1], "version") == 0) {
        printf("%s\n", flint_version);
        return 0;
    }
    if (count != 6 || strcmp(words[1], "eigenvalues") || strcmp(words[2], "fc")) {
        fprintf(stderr, "usage: arb_peer eigenvalues fc DEPTH COUNT BITS\n");
        return 2;
    }
    slong depth = atol(words[3]), terms = atol(words[4]), bits = atol(words[5]);
    slong prec = bits + 64;
    arb_ptr values = _arb_vec_init(terms);
    acb_t value, start, end;
    mag_t goal;
    acb_init(value); acb_init(start); acb_init(end); mag_init(goal);
    acb_set_si(start, -1);
    acb_set_si(end, 1);
    /* The integrator lets each of its pieces, about 200, err by the goal. */
    mag_set_ui_2exp_si(goal, 1, -bits - SPARE_BITS);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    for (slong k = 0; k < terms; k++) {
        Integrand self = {depth, k};
        acb_calc_integrate(value, integrand, &self, start, end, prec, goal, NULL, prec);
        arb_mul_2exp_si(values + k, acb_realref(value), -1);
    }
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    wall = seconds(CLOCK_MONOTONIC) - wall;
    double peak = peak_mebibytes();
    mag_set_ui_2exp_si(goal, 1, -bits);
    for (slong k = 0; k < terms; k++)
        if (!arb_is_finite(values + k) || mag_cmp(arb_radref(values + k), goal) > 0) {
            flint_fprintf(stderr, "no enclosure of 2^-%wd for degree %wd\n", bits, k);
            return 1;
        }
    printf("{\"seconds\": %.6f, \"wallSeconds\": %.6f, \"runs\": 1, \"peakMebibytes\": %.1f, ", cpu, wall, peak);
    flint_printf("\"deliveredBits\": %wd, \"precision\": %wd, \"samples\": {", bits, prec);
    for (slong k = 0; k < terms; k++) print_ball(k, values + k, bits / 3 + 12);
    printf("}}\n");
    _arb_vec_clear(values, terms);
    acb_clear(value); acb_clear(start); acb_clear(end); mag_clear(goal);
    flint_cleanup();
    return 0;
}

// GMP and MPFR for Swift. GMP spells its functions as macros, which do not import; each shim below
// gives one of them a name and does nothing else.

#ifndef ZONAL_MULTIPRECISION_H
#define ZONAL_MULTIPRECISION_H

#include <gmp.h>
#include <mpfr.h>

static inline void zonal_mpz_init(mpz_ptr x) { mpz_init(x); }
static inline void zonal_mpz_clear(mpz_ptr x) { mpz_clear(x); }
static inline void zonal_mpz_set(mpz_ptr x, mpz_srcptr y) { mpz_set(x, y); }
static inline void zonal_mpz_set_si(mpz_ptr x, long y) { mpz_set_si(x, y); }
static inline int zonal_mpz_set_str(mpz_ptr x, const char *s, int base) { return mpz_set_str(x, s, base); }
static inline char *zonal_mpz_get_str(char *s, int base, mpz_srcptr x) { return mpz_get_str(s, base, x); }
static inline size_t zonal_mpz_sizeinbase(mpz_srcptr x, int base) { return mpz_sizeinbase(x, base); }
static inline long zonal_mpz_get_si(mpz_srcptr x) { return mpz_get_si(x); }
static inline int zonal_mpz_fits_slong(mpz_srcptr x) { return mpz_fits_slong_p(x); }
static inline double zonal_mpz_get_d(mpz_srcptr x) { return mpz_get_d(x); }
static inline int zonal_mpz_sgn(mpz_srcptr x) { return mpz_sgn(x); }
static inline int zonal_mpz_cmp(mpz_srcptr x, mpz_srcptr y) { return mpz_cmp(x, y); }
static inline void zonal_mpz_add(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_add(r, x, y); }
static inline void zonal_mpz_sub(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_sub(r, x, y); }
static inline void zonal_mpz_mul(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_mul(r, x, y); }
static inline void zonal_mpz_neg(mpz_ptr r, mpz_srcptr x) { mpz_neg(r, x); }
static inline void zonal_mpz_pow_ui(mpz_ptr r, mpz_srcptr x, unsigned long n) { mpz_pow_ui(r, x, n); }
static inline void zonal_mpz_gcd(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_gcd(r, x, y); }
static inline void zonal_mpz_fdiv_qr(mpz_ptr q, mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_fdiv_qr(q, r, x, y); }
static inline void zonal_mpz_divexact(mpz_ptr q, mpz_srcptr x, mpz_srcptr y) { mpz_divexact(q, x, y); }
static inline void zonal_mpz_sqrtrem(mpz_ptr s, mpz_ptr r, mpz_srcptr x) { mpz_sqrtrem(s, r, x); }
static inline int zonal_mpz_root(mpz_ptr s, mpz_srcptr x, unsigned long n) { return mpz_root(s, x, n); }
static inline void zonal_mpz_mul_2exp(mpz_ptr r, mpz_srcptr x, unsigned long n) { mpz_mul_2exp(r, x, n); }
static inline void zonal_mpz_fdiv_q_2exp(mpz_ptr r, mpz_srcptr x, unsigned long n) { mpz_fdiv_q_2exp(r, x, n); }
static inline unsigned long zonal_mpz_scan1(mpz_srcptr x, unsigned long n) { return mpz_scan1(x, n); }
static inline void zonal_mpz_import(mpz_ptr r, size_t n, const mp_limb_t *limbs) { mpz_import(r, n, -1, sizeof(mp_limb_t), 0, 0, limbs); }
static inline mp_limb_t zonal_mpz_getlimbn(mpz_srcptr x, long n) { return mpz_getlimbn(x, n); }
static inline size_t zonal_mpz_size(mpz_srcptr x) { return mpz_size(x); }

static inline mp_limb_t zonal_mpn_mul(mp_limb_t *r, const mp_limb_t *x, long m, const mp_limb_t *y, long n) { return mpn_mul(r, x, m, y, n); }
static inline void zonal_mpn_mul_n(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, long n) { mpn_mul_n(r, x, y, n); }
static inline void zonal_mpn_sqr(mp_limb_t *r, const mp_limb_t *x, long n) { mpn_sqr(r, x, n); }
static inline mp_limb_t zonal_mpn_add_n(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, long n) { return mpn_add_n(r, x, y, n); }
static inline mp_limb_t zonal_mpn_sub_n(mp_limb_t *r, const mp_limb_t *x, const mp_limb_t *y, long n) { return mpn_sub_n(r, x, y, n); }
static inline mp_limb_t zonal_mpn_mul_1(mp_limb_t *r, const mp_limb_t *x, long n, mp_limb_t y) { return mpn_mul_1(r, x, n, y); }
static inline mp_limb_t zonal_mpn_addmul_1(mp_limb_t *r, const mp_limb_t *x, long n, mp_limb_t y) { return mpn_addmul_1(r, x, n, y); }
static inline mp_limb_t zonal_mpn_submul_1(mp_limb_t *r, const mp_limb_t *x, long n, mp_limb_t y) { return mpn_submul_1(r, x, n, y); }
static inline mp_limb_t zonal_mpn_divrem_1(mp_limb_t *q, const mp_limb_t *x, long n, mp_limb_t y) { return mpn_divrem_1(q, 0, x, n, y); }
static inline mp_limb_t zonal_mpn_lshift(mp_limb_t *r, const mp_limb_t *x, long n, unsigned int k) { return mpn_lshift(r, x, n, k); }
static inline mp_limb_t zonal_mpn_rshift(mp_limb_t *r, const mp_limb_t *x, long n, unsigned int k) { return mpn_rshift(r, x, n, k); }

static inline int zonal_mpfr_get_str_free(char *s) { mpfr_free_str(s); return 0; }

#endif

/** The number of ways to choose `k` of `n` things; exact while it fits in 53 bits, else to about 15 digits. */
export function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0
  const steps = Math.min(k, n - k)
  let ways = 1
  for (let i = 1; i <= steps; i++) ways = (ways * (n - steps + i)) / i
  return ways
}

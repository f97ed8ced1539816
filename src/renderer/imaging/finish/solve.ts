/**
 * Solves a symmetric, positive definite system in place (Cholesky). Returns false if it is singular. `matrix`
 * is `n` x `n` by rows; `right` has `columns` right sides by rows, and receives the solutions.
 */
export function solve(matrix: Float64Array, right: Float64Array, n: number, columns = 1): boolean {
  for (let j = 0; j < n; j++) {
    let pivot = matrix[j * n + j]!;
    for (let k = 0; k < j; k++) pivot -= matrix[j * n + k]! ** 2;
    if (!(pivot > 1e-12)) return false;
    pivot = Math.sqrt(pivot);
    matrix[j * n + j] = pivot;
    for (let i = j + 1; i < n; i++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      matrix[i * n + j] = sum / pivot;
    }
  }
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < n; i++) {
      let sum = right[i * columns + c]!;
      for (let k = 0; k < i; k++) sum -= matrix[i * n + k]! * right[k * columns + c]!;
      right[i * columns + c] = sum / matrix[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = right[i * columns + c]!;
      for (let k = i + 1; k < n; k++) sum -= matrix[k * n + i]! * right[k * columns + c]!;
      right[i * columns + c] = sum / matrix[i * n + i]!;
    }
  }
  return true;
}

/** Median, by a partial sort of a copy. */
export function medianOf(values: Float32Array): number {
  return values.length === 0 ? 0 : partialSort(values.slice(), values.length >> 1);
}

/** Returns the value that a full sort would put at `index`. Partially sorts in place (quickselect). */
export function partialSort(data: Float32Array, index: number): number {
  let low = 0;
  let high = data.length - 1;
  while (low < high) {
    const pivot = data[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (data[i]! < pivot) i++;
      while (data[j]! > pivot) j--;
      if (i > j) break;
      const kept = data[i]!;
      data[i++] = data[j]!;
      data[j--] = kept;
    }
    if (index <= j) high = j;
    else if (index >= i) low = i;
    else break;
  }
  return data[index]!;
}

//! Reliability of a sum under one common factor.

use serde::{Deserialize, Serialize};

use super::float;
use super::reliability::{ItemMoments, signed};

/// Fewest items with which one factor can be told from the covariances.
const MIN_ITEMS: usize = 3;

/// Rounds of principal axes after which a fit counts as not settled.
const MAX_ROUNDS: usize = 5_000;

/// A round that moves the communalities by less, as a share of all variance, settles the fit.
const ROUND_TOLERANCE: f64 = 1e-11;

/// Sweeps of rotations over all pairs; they converge quadratically, in four or five.
const MAX_SWEEPS: usize = 30;

/// Off-diagonal part of the squared norm at which a matrix counts as diagonal.
const DIAGONAL_TOLERANCE: f64 = 1e-28;

/// `McDonald`'s omega total of a category, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Omega {
    /// The estimate, 0 to 1.
    Estimate(f64),
    /// No proper solution with one factor: the fit did not settle, or an item has no error left (a
    /// Heywood case).
    NotConverged,
}

/// Omega total of a category: `(Σλ)² / ((Σλ)² + Σθ)` with the loadings λ and unique variances θ of
/// one factor (R. P. `McDonald`, *Test Theory*, 1999, chapter 6).
///
/// The factor is found by iterated principal axes on the covariance matrix (H. H. Harman, *Modern
/// Factor Analysis*, 3rd ed. 1976, chapter 8). Below three items or two people, with an item that
/// is the same for everyone, and wherever a θ is not positive, there is no proper solution.
pub fn omega(items: &ItemMoments) -> Omega {
    let divisor = float(items.n) * (float(items.n) - 1.0);
    let scatter = items.scatter();
    let proper = scatter.iter().enumerate().all(|(place, row)| row[place] > 0);
    if scatter.len() < MIN_ITEMS || !proper {
        return Omega::NotConverged;
    }
    let scaled = |row: &Vec<i128>| row.iter().map(|&exact| signed(exact) / divisor).collect();
    let covariances: Vec<Vec<f64>> = scatter.iter().map(scaled).collect();
    let Some(loadings) = principal_axis(&covariances) else { return Omega::NotConverged };
    let unique = |(place, loading): (usize, &f64)| covariances[place][place] - loading * loading;
    let unique: f64 = loadings.iter().enumerate().map(unique).sum();
    let common = loadings.iter().sum::<f64>().powi(2);
    Omega::Estimate(common / (common + unique))
}

/// Loadings of one factor; none if they do not settle, or as soon as a communality reaches the
/// variance of its item. The communalities begin at the strongest correlation of each item
/// (L. L. Thurstone, *Multiple-Factor Analysis*, 1947).
fn principal_axis(covariances: &[Vec<f64>]) -> Option<Vec<f64>> {
    let variance = |place: usize| covariances[place][place];
    let total: f64 = (0..covariances.len()).map(variance).sum();
    let strongest = |(place, row): (usize, &Vec<f64>)| {
        let others = row.iter().enumerate().filter(|&(other, _)| other != place);
        let shares = others.map(|(other, value)| value.abs() / variance(other).sqrt());
        shares.fold(0.0, f64::max) * variance(place).sqrt()
    };
    let mut communalities: Vec<f64> = covariances.iter().enumerate().map(strongest).collect();
    for _ in 0..MAX_ROUNDS {
        let mut reduced = covariances.to_vec();
        for (place, &communality) in communalities.iter().enumerate() {
            reduced[place][place] = communality;
        }
        let (root, axis) = largest_eigenpair(reduced);
        let next: Vec<f64> = axis.iter().map(|part| root * part * part).collect();
        let proper = next.iter().enumerate().all(|(place, &share)| share < variance(place));
        if root <= 0.0 || !proper {
            return None;
        }
        let moved: f64 = next.iter().zip(&communalities).map(|(a, b)| (a - b).abs()).sum();
        communalities = next;
        if moved <= ROUND_TOLERANCE * total {
            return Some(axis.iter().map(|part| root.sqrt() * part).collect());
        }
    }
    None
}

/// The largest eigenvalue of a symmetric matrix and its eigenvector of length 1, by C. G. J.
/// Jacobi's rotations (J. Crelle's 30 (1846) 51–94).
fn largest_eigenpair(mut matrix: Vec<Vec<f64>>) -> (f64, Vec<f64>) {
    let side = matrix.len();
    let mut axes: Vec<Vec<f64>> = (0..side)
        .map(|row| (0..side).map(|column| if row == column { 1.0 } else { 0.0 }).collect())
        .collect();
    let norm: f64 = matrix.iter().flatten().map(|value| value * value).sum();
    for _ in 0..MAX_SWEEPS {
        let pairs = (0..side).flat_map(|p| (p + 1..side).map(move |q| (p, q)));
        let off: f64 = pairs.clone().map(|(p, q)| matrix[p][q] * matrix[p][q]).sum();
        if off <= DIAGONAL_TOLERANCE * norm {
            break;
        }
        for (p, q) in pairs.filter(|&(p, q)| p != q) {
            rotate(&mut matrix, &mut axes, p, q);
        }
    }
    let best = (0..side).max_by(|&a, &b| matrix[a][a].total_cmp(&matrix[b][b])).unwrap_or(0);
    (matrix[best][best], axes.iter().map(|row| row[best]).collect())
}

/// Turns the plane of axes p < q so that `matrix[p][q]` becomes zero.
fn rotate(matrix: &mut [Vec<f64>], axes: &mut [Vec<f64>], p: usize, q: usize) {
    if matrix[p][q] == 0.0 {
        return;
    }
    let angle = libm::atan2(2.0 * matrix[p][q], matrix[q][q] - matrix[p][p]) / 2.0;
    let (sine, cosine) = libm::sincos(angle);
    let turn = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
    for row in matrix.iter_mut().chain(axes) {
        (row[p], row[q]) = turn(row[p], row[q]);
    }
    let (above, below) = matrix.split_at_mut(q);
    for (a, b) in above[p].iter_mut().zip(&mut below[0]) {
        (*a, *b) = turn(*a, *b);
    }
}

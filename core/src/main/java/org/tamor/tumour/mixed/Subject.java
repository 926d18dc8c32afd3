package org.tamor.tumour.mixed;

/// The data of one subject: `y = X beta + Z u + e`.
///
/// @param response y, n values
/// @param fixed X, n rows of p columns
/// @param random Z, n rows of q columns (one or two)
@SuppressWarnings("ArrayRecordComponent") // numerical data; treated as read-only by convention
public record Subject(double[] response, double[][] fixed, double[][] random) {}

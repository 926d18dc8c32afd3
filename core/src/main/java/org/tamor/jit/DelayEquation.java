package org.tamor.jit;

/// A value of the past: the state at `state` is what `value` was `delay` ago.
///
/// @param beforeStart stands for `value` at times before the start
/// @param isFixed whether the delay changes neither with the state nor with time
public record DelayEquation(
        int state, Formula value, Formula beforeStart, Formula delay, boolean isFixed) {}

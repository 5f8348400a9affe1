/**
 * Scale decisions: from a load sample, a rule and what is remembered of the target to a decision with its evidence.
 *
 * <p>A rule is a list of parts. Each part is a {@link io.blackroad.scaling.Kind} with its parameters; at a tick it gives
 * an {@link io.blackroad.scaling.Opinion} from its {@link io.blackroad.scaling.Memory} and the
 * {@link io.blackroad.scaling.Moment}. The opinions become one wish ({@link io.blackroad.scaling.Combination}), and the
 * wish goes through the limits. Kinds live in packages below this one, know only this one, and are entered in
 * {@code io.blackroad.scaling.rule.Kinds}; {@code io.blackroad.scaling.rule.Rules} makes rules of their text.
 */
package io.blackroad.scaling;

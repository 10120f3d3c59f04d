namespace Prefect.Blocks;

/// <summary>
/// Asks the compiler for a blocking twin <c>X</c> of every public <c>XAsync</c> of a partial type: for an interface a member
/// with a body, for a class a method. Blocks get theirs without asking. A twin written by hand is left alone.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class SyncTwinsAttribute : Attribute;

namespace Prefect.Aws;

/// <summary>How strongly the parts of a JMESPath expression bind, weakest first.</summary>
internal enum JmesPower
{
    None,
    Pipe,
    Or,
    And,
    Comparison,

    /// <summary>What is negated is the whole path that follows: <c>!a.b</c> is <c>!(a.b)</c>.</summary>
    Not,
    Flatten,

    /// <summary>Whatever is weaker is not done to each item of a projection, but to the list of them.</summary>
    EndsProjection,
    Star,
    Filter,
    Dot,
    Bracket,
}

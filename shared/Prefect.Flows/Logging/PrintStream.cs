namespace Prefect.Flows;

/// <summary>The two outputs of a console; a line begun on one does not go on on the other.</summary>
internal enum PrintStream
{
    Out,
    Error,
}

namespace Prefect.Flows;

/// <summary>Marks arguments that are passed on as they are: nothing in them is looked at, a run in them stays one.</summary>
public static class Quote
{
    /// <summary>Marks an argument.</summary>
    /// <param name="value">The argument.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static Quote<T> Of<T>(T value) => new(value);
}

namespace Prefect.Flows;

/// <summary>Marks arguments of <c>Map</c> that every run is given as a whole, though they are sequences.</summary>
public static class Unmapped
{
    /// <summary>Marks an argument.</summary>
    /// <param name="value">The argument.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static Unmapped<T> Of<T>(T value) => new(value);
}

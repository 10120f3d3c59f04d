namespace Prefect.Azure.Tests;

/// <summary>What a process says of what it did.</summary>
internal sealed record WorkerOutcome(string? Value, string? Error, string? Message, string? Text, double Seconds)
{
    /// <summary>Demands that it said this, and did not fail.</summary>
    public void ShouldBe(string value)
    {
        Text.ShouldBeNull();
        Value.ShouldBe(value);
    }

    /// <summary>Demands that what it said begins with this, and that it did not fail.</summary>
    public void ShouldStartWith(string beginning)
    {
        Text.ShouldBeNull();
        Value.ShouldNotBeNull().ShouldStartWith(beginning);
    }
}

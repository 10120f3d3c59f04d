namespace Prefect.Flows;

/// <summary>The base of records that people or other runs send to a run. Records without it can be sent as well.</summary>
public abstract record RunInput
{
}

using Prefect.Flows;

[assembly: GenerateArities]

namespace Prefect.Flows;

/// <summary>Asks for what flows and tasks are for each number of parameters; the one on this assembly does.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class GenerateAritiesAttribute : Attribute;

using System.Runtime.InteropServices;

namespace Prefect.Flows;

/// <summary>Names a run that another one depends on.</summary>
/// <param name="Kind">Whether it is the run of a task or of a flow.</param>
/// <param name="Id">Its id.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RunReference(RunKind Kind, Guid Id);

using System.Runtime.InteropServices;

namespace Prefect.Flows;

/// <summary>Says that one member of a flow run needs the result of another.</summary>
/// <param name="From">Place of the one that comes first, among the members.</param>
/// <param name="To">Place of the one that needs it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GraphEdge(int From, int To);

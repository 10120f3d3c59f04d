namespace Prefect.Flows;

/// <summary>The colours of states in drawings.</summary>
internal static class GraphColors
{
    public static string Fill(StateType? state) => state switch
    {
        StateType.Completed => "#d3f2dc",
        StateType.Failed => "#fbd5d5",
        StateType.Crashed => "#fde0c4",
        StateType.Cancelled or StateType.Cancelling => "#e3e5ea",
        StateType.Running => "#d2e4fd",
        StateType.Paused => "#e9dcfb",
        StateType.Scheduled => "#fdf3c8",
        _ => "#f4f5f7",
    };

    public static string Line(StateType? state) => state switch
    {
        StateType.Completed => "#2a8a4a",
        StateType.Failed => "#c53030",
        StateType.Crashed => "#c05f15",
        StateType.Cancelled or StateType.Cancelling => "#5c6470",
        StateType.Running => "#2563c9",
        StateType.Paused => "#7a3fc0",
        StateType.Scheduled => "#a88a10",
        _ => "#8a919c",
    };
}

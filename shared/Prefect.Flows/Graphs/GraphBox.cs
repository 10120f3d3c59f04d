namespace Prefect.Flows;

/// <summary>A node with its place in a drawing; the place of a member is inside its group.</summary>
internal sealed class GraphBox
{
    private const double Gap = 24;
    private const double RankGap = 56;
    private const double Padding = 18;
    private const double Heading = 26;
    private const double NodeHeight = 34;
    private const double CharacterWidth = 7.3;
    private const int LongestName = 48;

    private GraphBox(GraphNode node, IReadOnlyList<GraphBox> members)
    {
        Node = node;
        Members = members;
    }

    public GraphNode Node { get; }

    public IReadOnlyList<GraphBox> Members { get; }

    public string Text => Node.Name.Length <= LongestName ? Node.Name : $"{Node.Name.AsSpan(0, LongestName - 1)}…";

    public double X { get; private set; }

    public double Y { get; private set; }

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>Places a node and everything in it: what needs others stands to the right of them.</summary>
    public static GraphBox Place(GraphNode node)
    {
        if (node.Members is null)
        {
            GraphBox leaf = new(node, []);
            (leaf.Width, leaf.Height) = (leaf.TextWidth, NodeHeight);
            return leaf;
        }

        GraphBox group = new(node, [.. node.Members.Select(Place)]);
        (double width, double height) = group.PlaceMembers(Ranks(node));
        group.Width = Math.Max(width + (2 * Padding), group.TextWidth);
        group.Height = height + Heading + Padding;
        return group;
    }

    private double TextWidth => Math.Max(60, (Text.Length * CharacterWidth) + 24);

    private (double Width, double Height) PlaceMembers(int[] ranks)
    {
        double x = Padding;
        double bottom = 0;
        foreach (IGrouping<int, int> rank in Enumerable.Range(0, ranks.Length).GroupBy(index => ranks[index]).OrderBy(rank => rank.Key))
        {
            double y = Heading;
            double widest = 0;
            foreach (int index in rank)
            {
                GraphBox member = Members[index];
                (member.X, member.Y) = (x, y);
                y += member.Height + Gap;
                widest = Math.Max(widest, member.Width);
            }

            x += widest + RankGap;
            bottom = Math.Max(bottom, y - Gap - Heading);
        }

        return (Math.Max(0, x - RankGap - Padding), Math.Max(0, bottom));
    }

    /// <summary>Gives each member the length of the longest way to it. Edges that would make a circle do not count.</summary>
    private static int[] Ranks(GraphNode group)
    {
        int count = group.Members!.Count;
        int[] ranks = new int[count];
        int[] open = new int[count];
        List<int>[] next = new List<int>[count];
        foreach (GraphEdge edge in group.Edges)
        {
            (next[edge.From] ??= []).Add(edge.To);
            open[edge.To]++;
        }

        Queue<int> ready = new(Enumerable.Range(0, count).Where(index => open[index] == 0));
        while (ready.TryDequeue(out int index))
        {
            foreach (int to in next[index] ?? [])
            {
                ranks[to] = Math.Max(ranks[to], ranks[index] + 1);
                if (--open[to] == 0)
                {
                    ready.Enqueue(to);
                }
            }
        }

        return ranks;
    }
}

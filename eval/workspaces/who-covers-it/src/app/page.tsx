export default function Home() {
  return <main>Who covers it?</main>;
}
